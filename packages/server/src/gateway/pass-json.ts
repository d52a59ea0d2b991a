import { readErrorBody } from "@qwire/protocol";
import type { Usage } from "@qwire/protocol";
import { leavable } from "../http/leavable.ts";
import type { Deadlines } from "./deadlines.ts";
import type { GatewayCall } from "./gateway-call.ts";
import { isUsage } from "./is-usage.ts";
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
  const { pieces, isWhole } = await readReply(source, deadlines, maxBufferedBytes);
  call.firstByte();
  if (!isWhole) return leavable(passOn(pieces), deadlines.leave);
  const text = textOf(pieces);
  const reply: unknown = JSON.parse(text);
  const error = readErrorBody(reply);
  const end = { usage: usageOf(reply), bytes: bytesOf(pieces) };
  call.end(error === null ? { ...end, outcome: "complete" } : { ...end, outcome: "failed", code: error.code });
  return text;

  async function* passOn(read: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
    const tail = createReplyTail();
    for (const piece of read) tail.note(piece);
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

function usageOf(reply: unknown): Usage | null {
  const usage: unknown = typeof reply === "object" && reply !== null && "usage" in reply ? reply.usage : null;
  return isUsage(usage) ? usage : null;
}

function bytesOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
