import type { ChatCompletionChunk } from "./chat-completion-chunk.ts";
import { isRecord } from "./is-record.ts";
import type { Fields } from "./is-record.ts";

/**
 * Says yes quickly, and only where `chatCompletionChunk` would say yes and change nothing. A no means: ask the schema,
 * which is the law. It exists because a chunk costs the schema about as much again as `JSON.parse`.
 */
export function isPlainChunk(payload: unknown): payload is ChatCompletionChunk {
  if (!isPlainRecord(payload)) return false;
  const { id, object, created, model, choices, usage, system_fingerprint, service_tier } = payload;
  return (
    object === "chat.completion.chunk" &&
    typeof id === "string" &&
    typeof model === "string" &&
    isFinite(created) &&
    Array.isArray(choices) &&
    choices.every(isPlainChoice) &&
    // Usage has many forms and comes once a stream: the schema reads it.
    (usage === null || usage === undefined) &&
    isText(system_fingerprint) &&
    isText(service_tier)
  );
}

function isPlainChoice(choice: unknown): boolean {
  if (!isPlainRecord(choice)) return false;
  const { index, delta, finish_reason, logprobs } = choice;
  return (
    isFinite(index) &&
    isPlainRecord(delta) &&
    isPlainDelta(delta) &&
    // The native protocol's word for null is the schema's to read.
    isText(finish_reason) &&
    finish_reason !== "null" &&
    (logprobs === null || logprobs === undefined)
  );
}

function isPlainDelta({
  role,
  content,
  reasoning_content,
  tool_calls,
  refusal,
  function_call,
  audio,
}: Fields): boolean {
  return (
    isText(content) &&
    isText(reasoning_content) &&
    isText(role) &&
    isText(refusal) &&
    (tool_calls === null ||
      tool_calls === undefined ||
      (Array.isArray(tool_calls) && tool_calls.every(isPlainToolCall))) &&
    (function_call === null || function_call === undefined) &&
    (audio === null || audio === undefined)
  );
}

function isPlainToolCall(call: unknown): boolean {
  if (!isPlainRecord(call)) return false;
  const { index, id, type, function: called } = call;
  if (!(index === null || index === undefined || isFinite(index)) || !isText(id) || !isText(type)) return false;
  return (
    called === null ||
    called === undefined ||
    (isPlainRecord(called) && isText(called["name"]) && isText(called["arguments"]))
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string" || value === null || value === undefined;
}

function isFinite(value: unknown): boolean {
  return Number.isFinite(value);
}

/** An own `__proto__`, which only JSON can make, is the readers' to drop. */
function isPlainRecord(value: unknown): value is { [field: string]: unknown } {
  return isRecord(value) && !Object.hasOwn(value, "__proto__");
}
