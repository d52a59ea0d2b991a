import type { ToolCall } from "./tool-call.ts";

/** Texts that were found to be JSON, so that a history is not parsed again for each request of a long run. */
const known = new WeakMap<object, unknown>();

/** Whether the arguments of a call are JSON. SDK dumps may hold `null` where the type says text. */
export function holdsJson(called: ToolCall["function"]): boolean {
  const text: unknown = called.arguments;
  if (typeof text !== "string") return false;
  if (known.get(called) === text) return true;
  try {
    JSON.parse(text);
    known.set(called, text);
    return true;
  } catch {
    // Not JSON is the answer.
    return false;
  }
}

/** For whoever has parsed the arguments already: they are JSON, as long as they stay this text. */
export function rememberJson(called: ToolCall["function"]): void {
  known.set(called, called.arguments);
}
