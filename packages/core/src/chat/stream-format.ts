import { encodeJson, errorCodes } from "@qwire/protocol/client";
import type { ChatError } from "../chat-error.ts";
import type { Ending } from "./encode-pieces.ts";

/**
 * What is written.
 *
 * - `sse`: the wire's own chunks as an event stream, `[DONE]` at the end; a failure as `data: {"error":…}`, without it.
 * - `ndjson`: events, one JSON object a line; a failure as `{"type":"error","error":…}`.
 * - `text`: the answer; a failure breaks the stream.
 */
export type StreamFormat = "sse" | "ndjson" | "text";

/** One event of an event stream. */
export const frame = (payload: object): string => `data: ${encodeJson(payload)}\n\n`;

/** One line of JSON. */
export const line = (payload: object): string => `${encodeJson(payload)}\n`;

/** What stands behind the last piece of each format. */
export const endings: { readonly [Name in StreamFormat]: Ending } = {
  sse: { end: "data: [DONE]\n\n", tell: (error) => frame(wireError(error)) },
  ndjson: { end: "", tell: (error) => line({ type: "error", ...wireError(error) }) },
  text: { end: "", tell: null },
};

/** The table's words: whoever reads the stream need not learn our hosts, nor what the service said about our account. */
export function wireError({ code, requestId }: ChatError): object {
  return { error: { code, message: errorCodes[code].summary, type: code, param: null }, request_id: requestId };
}
