import { shorten } from "./shorten.ts";

/** Longest sentence that is kept, and deepest cause. */
const maxMessage = 300;
const maxDepth = 5;

/**
 * A copy of what a transport threw: name, sentence, code and causes. Nothing else of it is kept, since HTTP clients hang
 * the whole request on their errors, with the key and the prompt.
 */
export function plainCause(thrown: unknown, depth = 0): Error {
  const { name, message, code, cause } = facts(thrown);
  const options = cause === undefined || depth >= maxDepth ? {} : { cause: plainCause(cause, depth + 1) };
  const copy = new Error(shorten(message, maxMessage), options);
  copy.name = name;
  return Object.assign(copy, code === undefined ? {} : { code });
}

/** The runtime's own word for it, such as ECONNREFUSED; `null` where it has none. */
export function reasonWord(thrown: unknown, depth = 0): string | null {
  const { code, cause } = facts(thrown);
  if (code !== undefined) return code;
  return cause === undefined || depth >= maxDepth ? null : reasonWord(cause, depth + 1);
}

function facts(thrown: unknown): { name: string; message: string; code?: string; cause?: unknown } {
  if (typeof thrown !== "object" || thrown === null) return { name: "Error", message: String(thrown) };
  const text = (field: string): string | undefined => {
    const value: unknown = field in thrown ? Reflect.get(thrown, field) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const code = text("code");
  return {
    name: text("name") ?? "Error",
    message: text("message") ?? "",
    ...(code === undefined ? {} : { code }),
    ...("cause" in thrown ? { cause: thrown.cause } : {}),
  };
}
