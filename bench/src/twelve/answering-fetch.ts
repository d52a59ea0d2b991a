import type { MemoryFetch } from "../workload/memory-fetch.ts";
import type { Answer } from "./answer.ts";

/** A `fetch` without a network, and the messages of every request that was made with it. */
export type AnsweringFetch = { fetch: MemoryFetch; requests: Message[][] };

/** As much of a message as is looked at. */
export type Message = { role: string; tool_calls?: Call[] | null; tool_call_id?: string };

type Call = { id?: string; function?: { arguments?: unknown } };

/** Answers request after request, one event a segment; breaks off when the caller's signal says so, as fetch does. */
export function createAnsweringFetch(answers: readonly Answer[]): AnsweringFetch {
  const requests: Message[][] = [];
  const fetch: MemoryFetch = async (input, init) => {
    const { body, signal } = await partsOf(input, init);
    signal?.throwIfAborted();
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push((JSON.parse(body) as { messages: Message[] }).messages);
    if (answer === undefined) throw new TypeError("No answers.");
    const headers = { "content-type": answer.type, "x-request-id": "req-twelve" };
    return new Response(bodyOf(answer, signal), { status: answer.status, headers });
  };
  return { fetch, requests };
}

/** Clients call fetch with a URL and its options, or with a whole Request. */
async function partsOf(input: unknown, init: unknown): Promise<{ body: string; signal: AbortSignal | null }> {
  const request = input instanceof Request ? input : new Request(String(input), init as RequestInit); // as fetch takes it
  const given = (init as RequestInit | undefined)?.signal;
  return { body: await request.text(), signal: given ?? request.signal };
}

function bodyOf({ events, stalls }: Answer, signal: AbortSignal | null): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const left = [...events];
  return new ReadableStream(
    {
      start(controller) {
        signal?.addEventListener("abort", () => controller.error(signal.reason), { once: true });
      },
      pull(controller) {
        const event = left.shift();
        if (event !== undefined) return controller.enqueue(encoder.encode(event));
        if (stalls) return new Promise(() => undefined);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
