/** A program whose size is asked for. */
export type Entry = {
  name: string;
  /** What a page would import and use. */
  source: string;
  /** The folder of the checkout whose packages it sees; `bench` where it is a peer's. */
  folder: string;
  /** Files that are loaded later, on demand, and counted all the same: the program will demand them. */
  demands?: readonly string[];
};

const chatLoop = (open: string): string => `
export async function show(element) { ${open} }
`;

/** Ours first, each line a little more; then the peers, with the same streaming chat. */
export const entries: Entry[] = [
  {
    name: "qwire reader: decode, check, fold",
    folder: "packages/core",
    source: `
export { createSseDecoder } from "./src/stream/create-sse-decoder.ts";
export { readEvent } from "./src/stream/read-event.ts";
export { createCompletionDraft } from "./src/stream/completion-draft.ts";`,
  },
  {
    name: "qwire createClient + fetchTransport",
    folder: "packages/qwire",
    source: `
import { createClient } from "@qwire/core";
import { fetchTransport } from "@qwire/adapters/fetch";
const client = createClient({ baseURL: location.origin + "/v1", apiKey: "", transport: fetchTransport() });
${chatLoop(`
  const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [] });
  for await (const delta of stream.text()) element.append(delta);`)}`,
  },
  {
    name: "qwire the same + modelStudio",
    folder: "packages/qwire",
    source: `
import { createClient, modelStudio } from "@qwire/core";
import { fetchTransport } from "@qwire/adapters/fetch";
const client = createClient({ ...modelStudio({ region: "beijing" }), apiKey: "", transport: fetchTransport() });
${chatLoop(`
  const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [] });
  for await (const delta of stream.text()) element.append(delta);`)}`,
  },
  {
    name: "qwire createClient + run, defineTool",
    folder: "packages/qwire",
    demands: ["core/src/run/start-run.ts"],
    source: `
import { createClient, defineTool } from "@qwire/core";
import { fetchTransport } from "@qwire/adapters/fetch";
const client = createClient({ baseURL: location.origin + "/v1", apiKey: "", transport: fetchTransport() });
const tools = [defineTool({ name: "now", description: "", run: () => "12:00" })];
${chatLoop(`
  for await (const event of client.chat.completions.run({ model: "qwen-plus", messages: [] }, { tools }))
    if (event.type === "text-delta") element.append(event.delta);`)}`,
  },
  {
    name: "qwire door for ky, with ky",
    folder: "packages/adapters",
    source: `export { kyTransport } from "@qwire/adapters/ky"; export { default as ky } from "ky";`,
  },
  {
    name: "qwire the umbrella package, all of it",
    folder: "packages/qwire",
    source: `export * from "./src/index.ts";`,
  },
  {
    name: "loop + JSON.parse",
    folder: "bench",
    source: chatLoop(`
  const reader = (await fetch("/chat")).body.getReader();
  const decoder = new TextDecoder();
  for (let open = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (open + decoder.decode(value, { stream: true })).split("\\n\\n");
    open = events.pop();
    for (const event of events)
      if (event !== "data: [DONE]") element.append(JSON.parse(event.slice(6)).choices[0]?.delta.content ?? "");
  }`),
  },
  {
    name: "xsai",
    folder: "bench",
    source: `import { streamText } from "xsai"; ${chatLoop(`
  for await (const delta of streamText({ model: "qwen-plus", messages: [], apiKey: "", baseURL: "" }).textStream)
    element.append(delta);`)}`,
  },
  {
    name: "openai",
    folder: "bench",
    source: `import OpenAI from "openai"; const client = new OpenAI({ apiKey: "" }); ${chatLoop(`
  const stream = await client.chat.completions.create({ model: "qwen-plus", messages: [], stream: true });
  for await (const chunk of stream) element.append(chunk.choices[0]?.delta.content ?? "");`)}`,
  },
  {
    name: "ai + @ai-sdk/alibaba",
    folder: "bench",
    source: `import { streamText } from "ai"; import { createAlibaba } from "@ai-sdk/alibaba"; ${chatLoop(`
  const { textStream } = streamText({ model: createAlibaba({ apiKey: "" })("qwen-plus"), messages: [] });
  for await (const delta of textStream) element.append(delta);`)}`,
  },
  {
    name: "@langchain/openai",
    folder: "bench",
    source: `import { ChatOpenAI } from "@langchain/openai"; const model = new ChatOpenAI({ apiKey: "" }); ${chatLoop(`
  for await (const chunk of await model.stream("")) element.append(chunk.text);`)}`,
  },
];
