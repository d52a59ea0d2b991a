import type { Reply, ServedExchange } from "./exchange.ts";
import { leaveBody } from "./leavable.ts";

export type Handle = (exchange: ServedExchange) => Promise<Reply>;

/** Breaks a response off. */
type BreakOff = (controller: ReadableStreamDefaultController, error: unknown) => void;

/** What a runtime does its own way. */
export type RespondOptions = {
  /** Default: with the error, which its reader gets. */
  breakOff?: BreakOff;
  /** Says when nobody wants the response any more. Default: the request's own. */
  signal?: AbortSignal;
};

/**
 * Answers one web request. The response's body is produced as it is read, and stops when the reader leaves.
 *
 * @throws the signal's reason where it has fired.
 */
export async function respond(
  request: Request,
  handle: Handle,
  { breakOff = (controller, error) => controller.error(error), signal = request.signal }: RespondOptions = {},
): Promise<Response> {
  const { method, headers, body } = request;
  const header = (name: string): string | undefined => headers.get(name) ?? undefined;
  signal.throwIfAborted();
  const path = new URL(request.url).pathname;
  const toRequest = (): Request => new Request(request.url, { method, headers });
  const reply = await handle({ method, path, header, body: body && chunksOf(body), signal, toRequest });
  if (signal.aborted) await leaveBody(reply.body);
  signal.throwIfAborted();
  const content = typeof reply.body === "string" ? reply.body : toWebStream(reply.body, { signal, breakOff });
  return new Response(reply.status === 204 ? null : content, { status: reply.status, headers: reply.headers });
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Left early when the body is too large.
    await reader.cancel().catch(() => {});
  }
}

/** Stops on `cancel()` or on the request's signal: some callers, msw among them, only fire the signal. */
function toWebStream(
  body: AsyncIterable<string | Uint8Array>,
  { signal, breakOff }: { signal: AbortSignal; breakOff: BreakOff },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = body[Symbol.asyncIterator]();
  let onAbort = (): void => {};
  const leave = (): void => {
    signal.removeEventListener("abort", onAbort);
    void Promise.resolve(iterator.return?.()).catch(() => {});
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          leave();
          controller.error(signal.reason);
        };
        signal.addEventListener("abort", onAbort);
      },
      async pull(controller) {
        try {
          const next = await iterator.next();
          if (signal.aborted) return;
          if (!next.done)
            return controller.enqueue(typeof next.value === "string" ? encoder.encode(next.value) : next.value);
          signal.removeEventListener("abort", onAbort);
          controller.close();
        } catch (error) {
          signal.removeEventListener("abort", onAbort);
          breakOff(controller, error);
        }
      },
      cancel: leave,
    },
    // Nothing is produced before it is wanted.
    { highWaterMark: 0 },
  );
}
