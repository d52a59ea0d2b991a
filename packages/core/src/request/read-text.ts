import { ChatError } from "../chat-error.ts";

/**
 * Reads a whole body as UTF-8.
 *
 * @throws ChatError `invalid_reply` beyond the limit.
 */
export async function readText(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > maxBytes)
      throw new ChatError("invalid_reply", { message: `The reply is longer than ${maxBytes} bytes.` });
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
