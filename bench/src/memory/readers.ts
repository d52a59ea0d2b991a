import { tell, nothingTold } from "../stream/contender.ts";
import { baseURL, question } from "../stream/question.ts";
import type { MemoryFetch } from "../workload/memory-fetch.ts";

/** Asks once and gives what comes, piece by piece; keeps nothing itself. */
export type Reader = {
  name: string;
  /** Ours must get through: then the bench fails where it does not. */
  mustPass?: true;
  open(fetch: MemoryFetch): Promise<AsyncIterable<unknown>>;
};

// Each peer is loaded by the one process that reads with it.
export const readers: Reader[] = [
  { name: "plain loop: TextDecoder + split + JSON.parse", open: async (fetch) => parseLoop(fetch) },
  {
    name: "qwire create({ stream: true })",
    mustPass: true,
    open: async (fetch) => (await qwireChat(fetch)).create({ ...question, stream: true }),
  },
  {
    name: "qwire stream().chunks()",
    mustPass: true,
    open: async (fetch) => (await qwireChat(fetch)).stream(question).chunks(),
  },
  {
    name: "qwire stream().text()",
    mustPass: true,
    open: async (fetch) => (await qwireChat(fetch)).stream(question).text(),
  },
  { name: "qwire stream(), events", open: async (fetch) => (await qwireChat(fetch)).stream(question) },
  {
    name: "openai create({ stream: true })",
    open: async (fetch) => (await openaiChat(fetch)).create({ ...question, stream: true }),
  },
  { name: "openai stream()", open: async (fetch) => (await openaiChat(fetch)).stream({ ...question, stream: true }) },
  { name: "xsai streamText", open: xsai },
  { name: "@langchain/openai stream", open: langchain },
  { name: "ai streamText + @ai-sdk/alibaba", open: aiSdk },
];

async function* parseLoop(fetch: MemoryFetch): AsyncGenerator<object> {
  const decoder = new TextDecoder();
  let open = "";
  for await (const bytes of (await fetch()).body ?? []) {
    const events = (open + decoder.decode(bytes, { stream: true })).split("\n\n");
    open = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      if (data === "[DONE]") return;
      const told = nothingTold();
      tell(told, JSON.parse(data));
      yield told;
    }
  }
}

async function qwireChat(fetch: MemoryFetch) {
  const { createQwireClient } = await import("../qwire/create-qwire-client.ts");
  return createQwireClient(fetch).chat.completions;
}

async function openaiChat(fetch: MemoryFetch) {
  const { OpenAI } = await import("openai");
  return new OpenAI({ apiKey: "bench", baseURL, fetch }).chat.completions;
}

async function xsai(fetch: MemoryFetch): Promise<AsyncIterable<unknown>> {
  const { streamText } = await import("xsai");
  return streamText({ ...question, apiKey: "bench", baseURL, fetch }).fullStream;
}

async function langchain(fetch: MemoryFetch): Promise<AsyncIterable<unknown>> {
  const { ChatOpenAI } = await import("@langchain/openai");
  return new ChatOpenAI({ apiKey: "bench", model: question.model, configuration: { baseURL, fetch } }).stream(
    question.messages,
  );
}

async function aiSdk(fetch: MemoryFetch): Promise<AsyncIterable<unknown>> {
  const { createAlibaba } = await import("@ai-sdk/alibaba");
  const { streamText } = await import("ai");
  const model = createAlibaba({ apiKey: "bench", baseURL, fetch })(question.model);
  return streamText({ model, messages: question.messages }).stream;
}
