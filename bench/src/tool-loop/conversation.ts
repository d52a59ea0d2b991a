import { deepStrictEqual, strictEqual } from "node:assert";
import { payload, usagePayload } from "../workload/reply.ts";
import type { MemoryFetch } from "../workload/memory-fetch.ts";
import type { ToolCase } from "./cases.ts";

/** The other side of one conversation: it answers request after request, and judges what it was told at the end. */
export type Conversation = {
  fetch: MemoryFetch;
  /** @throws AssertionError unless every call was answered, in order, with what the tool says. */
  judge(finalText: string): void;
};

/** The tool on offer, the same for all. */
export const weather = {
  name: "weather",
  description: "The weather in a city.",
  parameters: {
    type: "object" as const,
    properties: { city: { type: "string" as const } },
    required: ["city"],
    additionalProperties: false,
  },
  run: ({ city }: { city: string }): string => `Sunny in ${city}.`,
};

/** More steps than any conversation has: nobody's limit ends it. */
export const maxSteps = 30;

const finalText = "It is sunny everywhere.";

/** Writes the replies of a conversation once; each call of the result begins it anew. */
export function prepareConversation({ steps, calls }: ToolCase): () => Conversation {
  const replies = Array.from({ length: steps }, (_, step) => encode(callReply(step, calls)));
  const last = encode([payload({ content: finalText, role: "assistant" }, null), payload({ content: "" }, "stop")]);
  const ids = replies.flatMap((_, step) => Array.from({ length: calls }, (__, call) => idOf(step, call)));

  return () => {
    let requests = 0;
    let lastBody = "";
    return {
      async fetch(_url, init) {
        const reply = replies[requests] ?? last;
        requests += 1;
        lastBody = bodyOf(init);
        const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
          start(controller) {
            controller.enqueue(reply);
            controller.close();
          },
        });
        return new Response(stream, { headers: { "content-type": "text/event-stream;charset=UTF-8" } });
      },
      judge(text) {
        strictEqual(text, finalText);
        strictEqual(requests, steps + 1);
        const { messages } = JSON.parse(lastBody) as { messages: ToolMessage[] };
        const results = messages.filter(({ role }) => role === "tool");
        deepStrictEqual(
          results.map(toResult),
          ids.map((id) => ({ id, text: weather.run({ city: id }) })),
        );
      },
    };
  };
}

type ToolMessage = { role: string; tool_call_id: string; content: string | { text: string }[] };

function toResult({ tool_call_id: id, content }: ToolMessage): { id: string; text: string } {
  return { id, text: typeof content === "string" ? content : content.map(({ text }) => text).join("") };
}

function bodyOf(init: unknown): string {
  const body = typeof init === "object" && init !== null && "body" in init ? init.body : null;
  if (typeof body !== "string") throw new TypeError("A request without a body of text.");
  return body;
}

/** Every call in four pieces, as Qwen writes them: the id comes once, the arguments are cut anywhere. */
function callReply(step: number, calls: number): string[] {
  const pieces = Array.from({ length: calls }, (_, index) => {
    const id = idOf(step, index);
    return [
      { index, id, type: "function", function: { name: weather.name, arguments: "" } },
      ...['{"ci', `ty":"${id}`, '"}'].map((text) => ({
        index,
        id: "",
        type: "function",
        function: { arguments: text },
      })),
    ];
  }).flat();
  return [
    payload({ content: null, role: "assistant" }, null),
    ...pieces.map((piece) => payload({ content: null, tool_calls: [piece] }, null)),
    payload({ content: null }, "tool_calls"),
  ];
}

function idOf(step: number, call: number): string {
  return `call_${step}_${call}`;
}

function encode(payloads: string[]): Uint8Array<ArrayBuffer> {
  const events = [...payloads, usagePayload(payloads.length), "[DONE]"].map((text) => `data: ${text}\n\n`);
  return new TextEncoder().encode(events.join(""));
}
