import { decodeJson } from "@qwire/protocol";
import type { ChatMessage, ToolCall } from "@qwire/protocol";
import { textOf } from "../last-user-text.ts";
import { stableText } from "../../emulator/stable-text.ts";

/** What a tool has answered. */
export type ToolResult = {
  name: string | null;
  /** What the tool was asked with; `null` where the call is not to be found. */
  input: unknown;
  text: string;
};

/** What is left to see of a conversation for whoever answers its last question. */
export type Conversation = {
  /** The last user message. */
  question: string;
  /** Whether this very call was made since then. */
  made(name: string, input: unknown): boolean;
  /** How many replies since then were calls. */
  rounds: number;
  /** Results since then, in order. */
  results: readonly ToolResult[];
  /** The last tool called before that question. */
  earlierTool: string | null;
};

/**
 * Characters of a message that are read, from its end, where questions stand. Reading is done in one go: a longer text
 * would hold up everyone else.
 */
const maxQuestion = 2000;

export function readConversation(messages: readonly ChatMessage[]): Conversation {
  const asked = messages.findLastIndex(({ role }) => role === "user");
  const question = messages[asked];
  const since = messages.slice(asked + 1);
  const made = new Set(callsOf(since).map(({ function: { name, arguments: text } }) => callKey(name, parse(text))));
  return {
    question: question === undefined ? "" : textOf(question).slice(-maxQuestion),
    made: (name, input) => made.has(callKey(name, input)),
    rounds: since.filter((message) => message.role === "assistant" && message.tool_calls?.length).length,
    results: resultsOf(since),
    earlierTool: callsOf(messages.slice(0, Math.max(0, asked))).at(-1)?.function.name ?? null,
  };
}

/** One text for a call: the same name with equal arguments is the same call. */
export function callKey(name: string, input: unknown): string {
  return `${name} ${stableText(input)}`;
}

function callsOf(messages: readonly ChatMessage[]): ToolCall[] {
  return messages.flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []));
}

/** By id; without one (both documents leave it out) the message answers the oldest open call, of its name if it has one. */
function resultsOf(messages: readonly ChatMessage[]): ToolResult[] {
  const open: ToolCall[] = [];
  const results: ToolResult[] = [];
  for (const message of messages) {
    if (message.role === "assistant") open.push(...(message.tool_calls ?? []));
    if (message.role !== "tool") continue;
    const { tool_call_id: id, name } = message;
    const byId = open.findIndex((call) => id !== undefined && call.id === id);
    const at = byId === -1 ? open.findIndex((call) => name === undefined || call.function.name === name) : byId;
    const [call] = at === -1 ? [] : open.splice(at, 1);
    const input = call === undefined ? null : parse(call.function.arguments);
    results.push({ name: call?.function.name ?? name ?? null, input, text: textOf(message) });
  }
  return results;
}

/** Models of 2024 wrote arguments under `properties`. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("properties" in value)) return value;
  return Object.keys(value).length === 1 ? value.properties : value;
}

function parse(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return unwrapped(decodeJson(text));
  } catch {
    // Broken arguments equal only themselves.
    return text;
  }
}
