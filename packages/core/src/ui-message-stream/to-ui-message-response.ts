import { errorCodes } from "@qwire/protocol/client";
import { isChatError } from "../chat-error.ts";
import { encodePieces } from "../chat/encode-pieces.ts";
import { endings, frame } from "../chat/stream-format.ts";
import type { ChatEvent } from "../events.ts";
import { begun } from "../route-handler/begun.ts";
import { mapItems } from "../route-handler/map-items.ts";
import type { AnyRunEvent } from "../route-handler/reply-pieces.ts";
import { responseStatus, retryAfter } from "../route-handler/response-status.ts";
import { createUIMessageWriter } from "./create-ui-message-writer.ts";
import type { UIMessageStreamOptions } from "./create-ui-message-writer.ts";
import type { UIMessageChunk } from "./ui-message-chunk.ts";

/** What a message can be made of: what `stream()`, `run()` and `resume()` give. */
export type UIMessageSource = AsyncIterable<ChatEvent | AnyRunEvent>;

/** What the response says beside the message. */
export type UIMessageResponseOptions = UIMessageStreamOptions & {
  /** Beside those of the protocol, or in their place. */
  headers?: Readonly<Record<string, string>>;
};

/**
 * The response that `useChat` of the AI SDK reads, version 5 and later: text, thinking, tool calls with their results,
 * approvals. It waits until the reply begins: a call that fails before has its own status, and a sentence as its body.
 *
 * @example return toUIMessageResponse(chat.run({ model, messages: fromUIMessages(messages) }, { tools, signal: request.signal }));
 */
export async function toUIMessageResponse(
  source: UIMessageSource,
  { headers = {}, ...options }: UIMessageResponseOptions = {},
): Promise<Response> {
  try {
    const events = await begun(source[Symbol.asyncIterator](), isNews);
    return new Response(toUIMessageStream(events, options), { headers: { ...protocolHeaders, ...headers } });
  } catch (error) {
    if (!isChatError(error)) throw error;
    const words = options.errorText?.(error) ?? errorCodes[error.code].summary;
    const told = { ...headers, ...retryAfter(error), "content-type": "text/plain; charset=utf-8" };
    return new Response(words, { status: responseStatus(error), headers: told });
  }
}

/** The same as bytes, for who makes the response himself with `x-vercel-ai-ui-message-stream: v1`. */
export function toUIMessageStream(
  source: UIMessageSource,
  options: UIMessageStreamOptions = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const writer = createUIMessageWriter(options);
  let held = frames(writer.start());
  const withHeld = (chunks: readonly UIMessageChunk[]): string => {
    const text = held + frames(chunks);
    held = "";
    return text;
  };
  const { end } = endings.sse;
  return encodePieces(
    mapItems(source, (event) => withHeld(writer.write(event))),
    { end, tell: (error) => withHeld(writer.fail(error)) + end },
  );
}

function frames(chunks: readonly UIMessageChunk[]): string {
  return chunks.map(frame).join("");
}

/** Whether an event says that there is a reply: a step begins before anybody is asked. */
function isNews({ type }: { type: string }): boolean {
  return type !== "step-start";
}

const protocolHeaders = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform", // who compresses gathers
  "x-accel-buffering": "no",
  "x-vercel-ai-ui-message-stream": "v1",
};
