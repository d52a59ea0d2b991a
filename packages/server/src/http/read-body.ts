import type { ApiError } from "./api-error.ts";
import type { Exchange } from "./exchange.ts";
import { serviceError } from "./service-errors.ts";

/** Reads a body as text, and gives up as soon as more than `maxBytes` have come. */
export async function readBody(body: Exchange["body"], maxBytes: number): Promise<string | ApiError> {
  if (body === null) return "";
  if (typeof body !== "function" && typeof body !== "string") return readPieces(body, maxBytes);
  const text = typeof body === "string" ? body : await body();
  return isTooLong(text, maxBytes) ? tooLarge() : text;
}

async function readPieces(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | ApiError> {
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
