import type { ChatMessage } from "@qwire/protocol";
import { textOf } from "../last-user-text.ts";

/** A JSON Schema of an object. */
type ObjectSchema = { [field: string]: unknown; properties: object };

/** Longer texts hold documents, and no short instruction. */
const maxCharacters = 200_000;

/**
 * The JSON Schema that an instruction holds, in the last message that has one: how clients ask models for an object that
 * only know `json_object`.
 */
export function findWrittenSchema(messages: readonly ChatMessage[]): ObjectSchema | null {
  for (const message of messages.toReversed()) {
    const found = objectsIn(textOf(message)).find(isObjectSchema);
    if (found !== undefined) return found;
  }
  return null;
}

/** What stands in outermost braces and is JSON. One look at each character. */
function objectsIn(text: string): unknown[] {
  const found: unknown[] = [];
  if (text.length > maxCharacters) return found;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && depth++ === 0) start = at;
    if (text[at] !== "}" || depth === 0 || --depth > 0) continue;
    const object = tryParse(text.slice(start, at + 1));
    if (object !== undefined) found.push(object);
  }
  return found;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Braces of another kind.
    return undefined;
  }
}

function isObjectSchema(value: unknown): value is ObjectSchema {
  if (typeof value !== "object" || value === null || !("properties" in value)) return false;
  return typeof value.properties === "object" && value.properties !== null && !Array.isArray(value.properties);
}
