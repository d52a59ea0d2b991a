import { encodeJson, errorCodes } from "@qwire/protocol/client";
import { isChatError } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";
import type { View } from "./follow-reply.ts";
import { asText } from "./views.ts";

/**
 * What is written.
 *
 * - `sse`: the wire's own chunks as an event stream, `[DONE]` at the end; a failure as `data: {"error":…}`, without it.
 * - `ndjson`: events, one JSON object a line; a failure as `{"type":"error","error":…}`.
 * - `text`: the answer; a failure breaks the stream.
 */
export type StreamFormat = "sse" | "ndjson" | "text";

type Format = {
  view: View<string>;
  end: string;
  /** A failure in the format's own words; `null` where it has none. */
  tell: ((error: ChatError) => string) | null;
};

/** Writes a reply as bytes, one piece at each pull; cancelling leaves the reply. */
export function toReadableStream(
  format: StreamFormat,
  read: (view: View<string>) => AsyncGenerator<string, undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { view, end, tell } = formats[format];
  const pieces = read(view);
  const encoder = new TextEncoder();
  let isLeft = false;

  const nextPiece = async (): Promise<{ text: string; isLast: boolean }> => {
    try {
      const step = await pieces.next();
      return step.done === true ? { text: end, isLast: true } : { text: step.value, isLast: false };
    } catch (error) {
      if (tell === null || !isChatError(error)) throw error;
      return { text: tell(error), isLast: true };
    }
  };

  return new ReadableStream(
    {
      async pull(controller) {
        const { text, isLast } = await nextPiece();
        if (isLeft) return;
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (isLast) controller.close();
      },
      async cancel() {
        isLeft = true;
        await pieces.return(undefined);
      },
    },
    // Nothing is asked for before somebody reads.
    { highWaterMark: 0 },
  );
}

const frame = (payload: object): string => `data: ${encodeJson(payload)}\n\n`;
const line = (payload: object): string => `${encodeJson(payload)}\n`;

const formats: { readonly [Name in StreamFormat]: Format } = {
  sse: {
    view: { chunk: (chunk, pieces) => void pieces.push(frame(chunk)), event: null, keepsAll: false },
    end: "data: [DONE]\n\n",
    tell: (error) => frame({ error: wireError(error), request_id: error.requestId }),
  },
  ndjson: {
    view: { chunk: null, event: (event, pieces) => void pieces.push(line(event)), keepsAll: true },
    end: "",
    tell: (error) => line({ type: "error", error: wireError(error), request_id: error.requestId }),
  },
  text: { view: asText, end: "", tell: null },
};

/** The table's words: whoever reads the stream need not learn our hosts, nor what the service said about our account. */
function wireError({ code }: ChatError): object {
  return { code, message: errorCodes[code].summary, type: code, param: null };
}
