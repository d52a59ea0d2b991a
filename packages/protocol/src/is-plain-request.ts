import type { ChatRequest } from "./chat-request/chat-request.ts";
import { isRecord } from "./is-record.ts";

/**
 * Says yes quickly, and only where `chatRequest` would say yes and change nothing: texts, functions and the everyday
 * parameters. A no means: ask the schema, which is the law. It exists because a server judges every request.
 */
export function isPlainRequest(payload: unknown): payload is ChatRequest {
  return isPlainRecord(payload) && "model" in payload && "messages" in payload && everyField(payload, fields);
}

type Check = (value: unknown) => boolean;
type Checks = { readonly [field: string]: Check };

/** A field that is not named here is the schema's to read. */
function everyField(record: { [field: string]: unknown }, checks: Checks): boolean {
  for (const field in record) {
    if (!Object.hasOwn(checks, field) || checks[field]?.(record[field]) !== true) return false;
  }
  return true;
}

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) => Number.isSafeInteger(value);
const isFigure: Check = (value) => Number.isFinite(value);
const isTextOrNull: Check = (value) => value === null || isText(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isWord =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value);
const isRecordOf =
  (checks: Checks): Check =>
  (value) =>
    isPlainRecord(value) && everyField(value, checks);

const called: Checks = { name: isText, arguments: isText };
const call: Checks = { id: isText, type: isWord("function"), function: isCalled, index: isFigure };
/** By role: what a message of texts and calls holds, and what of it must be there. */
const messages: { readonly [role: string]: { checks: Checks; needed: readonly string[] } } = {
  system: { checks: { role: isText, content: isText }, needed: ["content"] },
  user: { checks: { role: isText, content: isText }, needed: ["content"] },
  assistant: {
    checks: { role: isText, content: isTextOrNull, reasoning_content: isText, tool_calls: isListOf(isCall) },
    needed: [],
  },
  tool: { checks: { role: isText, content: isText, tool_call_id: isText, name: isText }, needed: ["content"] },
};
const definition: Checks = { name: isText, description: isText, parameters: isPlainRecord };
const tool: Checks = { type: isWord("function"), function: hasName };

const fields: Checks = {
  model: isText,
  messages: (value) => Array.isArray(value) && value.length > 0 && value.every(isMessage),
  user: isText,
  parallel_tool_calls: isFlag,
  tool_choice: isWord("auto", "none"),
  presence_penalty: isFigure,
  stream: isFlag,
  stream_options: isRecordOf({ include_usage: isFlag }),
  temperature: isFigure,
  top_p: isFigure,
  max_tokens: isCount,
  seed: isFigure,
  stop: isText,
  tools: (value) => Array.isArray(value) && value.every(isTool),
  enable_thinking: isFlag,
};

function isMessage(value: unknown): boolean {
  if (!isPlainRecord(value) || typeof value["role"] !== "string" || !Object.hasOwn(messages, value["role"]))
    return false;
  const { checks, needed } = messages[value["role"]] ?? { checks: {}, needed: [] };
  return needed.every((field) => field in value) && everyField(value, checks);
}

function isCall(value: unknown): boolean {
  return isPlainRecord(value) && "id" in value && "type" in value && "function" in value && everyField(value, call);
}

function isCalled(value: unknown): boolean {
  return isPlainRecord(value) && "name" in value && "arguments" in value && everyField(value, called);
}

function isTool(value: unknown): boolean {
  return isPlainRecord(value) && "type" in value && "function" in value && everyField(value, tool);
}

function hasName(value: unknown): boolean {
  return isPlainRecord(value) && "name" in value && everyField(value, definition);
}

/** An own `__proto__`, which only JSON can make, is the readers' to drop. */
function isPlainRecord(value: unknown): value is { [field: string]: unknown } {
  return isRecord(value) && !Object.hasOwn(value, "__proto__");
}
