import type { ToolCallState } from "../events.ts";

/** How a reply ended: by itself, at a token limit, or not at all. */
export type ReplyEnd = "stop" | "length" | "cut";

/**
 * Judges the arguments of a tool call by their text and the end of the reply together: servers have told `tool_calls`
 * for a reply that was cut at its limit, so the finish reason alone proves nothing.
 */
export function judgeArguments(text: string, end: ReplyEnd): ToolCallState {
  if (text.trim() === "") return end === "stop" ? "complete" : "truncated";
  if (end === "cut") return "truncated";
  if (isJsonObject(text)) return "complete";
  return end === "length" || isOpen(text) ? "truncated" : "malformed";
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON is the answer.
    return false;
  }
}

/** Whether the text stops inside a string, an object or an array. */
function isOpen(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
  }
  return isInString || depth > 0;
}
