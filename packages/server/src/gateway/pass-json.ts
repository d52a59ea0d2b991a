import { parseErrorBody } from "@qwire/protocol";
import { leavable } from "../http/leavable.ts";
import type { Deadlines } from "./deadlines.ts";
import type { GatewayCall } from "./gateway-call.ts";
import { readReply, textOf } from "./read-reply.ts";
import { createReplyTail } from "./reply-tail.ts";

const maxBufferedBytes = 1024 * 1024;

/**
 * A plain reply. Up to 1 MiB it is read before it is handed on, so that one that breaks off is an error with a status;
 * a longer one is handed on as it comes, and breaks the connection where it breaks itself.
 *
 * @throws SyntaxError when it is no JSON; what the connection does, or the deadlines
 */
export async function passJson(
  source: AsyncIterator<Uint8Array>,
  deadlines: Deadlines,
  call: GatewayCall,
): Promise<string | AsyncIterable<Uint8Array>> {
  const tail = createReplyTail();
  const { pieces, isWhole } = await readReply(source, deadlines, maxBufferedBytes);
  call.firstByte();
  for (const piece of pieces) tail.note(piece);
  if (!isWhole) return leavable(passOn(pieces), deadlines.leave);
  const text = textOf(pieces);
  JSON.parse(text);
  const error = parseErrorBody(text);
  const end = { usage: tail.usage(), bytes: tail.bytes };
  call.end(error === null ? { ...end, outcome: "complete" } : { ...end, outcome: "failed", code: error.code });
  return text;

  async function* passOn(read: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
    const end = (outcome: "complete" | "cut" | "aborted", cause?: unknown): void =>
      call.end({ outcome, usage: tail.usage(), bytes: tail.bytes, cause });
    try {
      yield* read;
      for (;;) {
        const next = await deadlines.within("idle", source.next());
        if (next.done === true) break;
        tail.note(next.value);
        yield next.value;
      }
      end("complete");
    } catch (cause) {
      end(deadlines.fired === "aborted" ? "aborted" : "cut", cause);
      throw cause;
    } finally {
      end("aborted");
      void source.return?.().then(undefined, () => {});
    }
  }
}
