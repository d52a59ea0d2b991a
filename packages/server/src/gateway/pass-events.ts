import { encodeSse } from "../http/encode-sse.ts";
import { writeError } from "../http/write-error.ts";
import type { Deadlines } from "./deadlines.ts";
import { brokenOff, timedOut } from "./gateway-errors.ts";
import type { GatewayCall } from "./gateway-call.ts";
import { createReplyTail } from "./reply-tail.ts";
import { stripUsage } from "./strip-usage.ts";
import { createWholeEvents } from "./whole-events.ts";

/** An event stream of the service on its way to the client. */
type EventStream = {
  /** What has come already. */
  first: Uint8Array;
  source: AsyncIterator<Uint8Array>;
  deadlines: Deadlines;
  call: GatewayCall;
  /** Whether the usage chunk is the gateway's, and goes no further. */
  keepsUsage: boolean;
};

/**
 * Hands the service's events on as they come, pulled by the client. A stream that is cut or falls silent ends with an
 * error event and without `[DONE]`; leaving it stops the service.
 */
export function passEvents({
  first,
  source,
  deadlines,
  call,
  keepsUsage,
}: EventStream): AsyncIterableIterator<Uint8Array> {
  const events = createWholeEvents();
  const tail = createReplyTail();
  let next: Uint8Array | null = first;
  let isOver = false;

  const end = (outcome: "complete" | "cut" | "aborted", cause?: unknown): void => {
    isOver = true;
    call.end({ outcome, usage: tail.usage(), bytes: tail.bytes, cause });
  };
  const cut = (cause: unknown): IteratorResult<Uint8Array> => {
    const { fired } = deadlines;
    end(fired === "aborted" ? "aborted" : "cut", cause);
    void leave(source);
    const error = fired === null || fired === "aborted" ? brokenOff() : timedOut(fired);
    const event = encodeSse(JSON.stringify(writeError(error, call.requestId())));
    return { done: false, value: new TextEncoder().encode(events.isInside ? `\n\n${event}` : event) };
  };

  return {
    async next() {
      while (!isOver) {
        let piece = next;
        next = null;
        if (piece === null) {
          try {
            const pulled = await deadlines.within("idle", source.next());
            piece = pulled.done === true ? null : pulled.value;
          } catch (error) {
            return isOver ? { done: true, value: undefined } : cut(error);
          }
        }
        if (piece === null) {
          if (!tail.isEnded()) return cut(undefined);
          end("complete");
          const rest = events.rest();
          return rest.byteLength === 0 ? { done: true, value: undefined } : { done: false, value: rest };
        }
        tail.note(piece);
        const whole = events.push(piece);
        const passed = keepsUsage ? stripUsage(whole) : whole;
        if (passed.byteLength > 0) return { done: false, value: passed };
      }
      return { done: true, value: undefined };
    },
    async return() {
      if (!isOver) {
        deadlines.leave();
        end("aborted");
        void leave(source);
      }
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function leave(source: AsyncIterator<Uint8Array>): Promise<void> {
  // A connection that is given up may complain; there is nobody to tell.
  await source.return?.().then(undefined, () => {});
}
