import type { ChatCompletion, ChatMessage, ToolMessage, Usage } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { isRecord } from "../is-record.ts";
import type { RunRequest } from "./run-options.ts";

/** A call of the round that waits, as the model made it. */
type StoredCall = { toolCallId: string; name: string; arguments: string };

/**
 * A run that waits for decisions, as plain JSON: no functions, no key, no context. Keep it wherever the conversation may be
 * kept, since the conversation is in it.
 */
export type RunState = {
  format: "qwire-run";
  version: 1;
  /** As it was given to `run()`, without its messages; big integers as `{ "$bigint": "…" }`. */
  request: { [field: string]: unknown };
  /** The conversation up to the reply whose calls wait. */
  messages: ChatMessage[];
  steps: ChatCompletion[];
  usage: Usage | null;
  /** The step whose calls wait. */
  step: number;
  /** All calls of that reply, in order. */
  calls: StoredCall[];
  /** The ids of those that wait. */
  waiting: string[];
  /** The answers of the others. */
  answers: ToolMessage[];
  /** How often a call has failed, by name and arguments. */
  failures: Array<[call: string, times: number]>;
  /** Of a run with a `stateKey`: HMAC-SHA-256 over all of the above, base64. */
  signature?: string;
};

/** Big integers, which JSON has no word for, under one it has. */
export function toStoredRequest(given: RunRequest): RunState["request"] {
  const { messages: _, ...request } = given;
  return mapValues(request, (value) => (typeof value === "bigint" ? { $bigint: String(value) } : value));
}

/** The request as it was given, without its messages. */
export function fromStoredRequest(stored: RunState["request"]): Omit<RunRequest, "messages"> {
  // A boundary: what was stored was a request, and the service checks it again.
  return mapValues(stored, (value) =>
    isRecord(value) && typeof value["$bigint"] === "string" ? toBigInt(value["$bigint"]) : value,
  ) as Omit<RunRequest, "messages">;
}

/**
 * Checks that a value has the form of a state.
 *
 * @throws ChatError `run_state_rejected` that says what is wrong.
 */
export function checkRunState(state: unknown): RunState {
  if (!isRecord(state) || state["format"] !== "qwire-run") throw rejected("it is not the state of a run");
  if (state["version"] !== 1) {
    throw rejected(`its version is ${JSON.stringify(state["version"] ?? null)}, and this release knows version 1`);
  }
  for (const [field, isFit] of Object.entries(shape)) {
    if (!isFit(state[field])) throw rejected(`its ${field} is not what it should be`);
  }
  // Every field was looked at; messages and steps go to the service, which checks them itself.
  return state as RunState;
}

/** @param why ends the sentence. */
export function rejected(why: string): ChatError {
  return new ChatError("run_state_rejected", { message: `The state of the paused run cannot be taken up: ${why}.` });
}

const isText = (value: unknown): boolean => typeof value === "string";
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0; // just checked
const listOf =
  (isFit: (entry: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isFit);
const hasTexts =
  (...fields: readonly string[]) =>
  (value: unknown): boolean =>
    isRecord(value) && fields.every((field) => isText(value[field]));

const shape: { readonly [field: string]: (value: unknown) => boolean } = {
  request: hasTexts("model"),
  messages: listOf(hasTexts("role")),
  steps: listOf((step) => isRecord(step) && Array.isArray(step["choices"])),
  usage: (value) => value === null || isRecord(value),
  step: isCount,
  calls: listOf(hasTexts("toolCallId", "name", "arguments")),
  waiting: listOf(isText),
  answers: listOf(hasTexts("role", "tool_call_id", "content")),
  failures: listOf((entry) => Array.isArray(entry) && isText(entry[0]) && isCount(entry[1])),
};

function mapValues(value: object, change: (value: unknown) => unknown): { [field: string]: unknown } {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapDeep(entry, change)]));
}

function mapDeep(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((entry) => mapDeep(entry, change));
  return isRecord(value) ? mapValues(value, change) : value;
}

function toBigInt(digits: string): bigint {
  if (!/^-?\d{1,40}$/.test(digits)) throw rejected("its request holds a number that is none");
  return BigInt(digits);
}
