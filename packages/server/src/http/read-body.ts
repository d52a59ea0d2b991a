import type { ApiError } from "./api-error.ts";
import type { Exchange } from "./exchange.ts";
import { serviceError } from "./service-errors.ts";

/** Reads a body as text, and gives up as soon as more than `maxBytes` have come. */
export async function readBody(body: Exchange["body"], maxBytes: number): Promise<string | ApiError> {
  if (body === null) return "";
  if (typeof body === "function") return readBody(await body(), maxBytes);
  if (typeof body === "string") return isTooLong(body, maxBytes) ? tooLarge() : body;
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) return tooLarge();
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(): ApiError {
  return serviceError("request_too_large");
}

/** UTF-8 needs at most three bytes per UTF-16 unit, so short texts need no encoding to be measured. */
function isTooLong(text: string, maxBytes: number): boolean {
  return text.length * 3 > maxBytes && new TextEncoder().encode(text).byteLength > maxBytes;
}
