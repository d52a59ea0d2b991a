import { encodePieces } from "./encode-pieces.ts";
import type { View } from "./follow-reply.ts";
import { endings, frame, line } from "./stream-format.ts";
import type { StreamFormat } from "./stream-format.ts";
import { asText } from "./views.ts";

/** Writes a reply as bytes, one piece at each pull; cancelling leaves the reply. */
export function toReadableStream(
  format: StreamFormat,
  read: (view: View<string>) => AsyncGenerator<string, undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return encodePieces(read(views[format]), endings[format]);
}

const views: { readonly [Name in StreamFormat]: View<string> } = {
  sse: { chunk: (chunk, pieces) => void pieces.push(frame(chunk)), event: null, keepsAll: false },
  ndjson: { chunk: null, event: (event, pieces) => void pieces.push(line(event)), keepsAll: true },
  text: asText,
};
