import { hasPlainKeys } from "./json-words.ts";

/** The object or the list a text is; `undefined`: it is none, not all of it has come, or its keys are to be looked at one by one. */
export function wholeValue(text: string): unknown {
  const [first, last] = [text.trimStart().charAt(0), text.trimEnd().at(-1)];
  const isClosed = (first === "{" && last === "}") || (first === "[" && last === "]");
  if (!isClosed || !hasPlainKeys(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Cut behind a bracket of its own, or words around it.
    return undefined;
  }
}
