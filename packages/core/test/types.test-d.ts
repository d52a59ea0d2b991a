import { describe, expectTypeOf, it } from "vitest";
import { backoff, createClient, defineTool } from "../src/index.ts";
import type {
  AnyTool,
  ChatBranch,
  ChatCompletion,
  ChatCompletionChunk,
  ChatEvent,
  ChatRequest,
  ChunkStream,
  FinishReason,
  RunEvent,
  RunResult,
  ToolCallState,
  Usage,
} from "../src/index.ts";
import * as z from "zod";

const client = createClient({
  baseURL: "https://qwen.test/v1",
  apiKey: "any",
  transport: async () => Promise.reject(),
});
const { completions } = client.chat;
const messages = [{ role: "user" as const, content: "你好" }];
const model = "qwen-plus";

const weather = defineTool({
  name: "weather",
  description: "",
  input: z.object({ location: z.string(), days: z.number().default(1) }),
  run({ location, days }, { signal, context }) {
    expectTypeOf(location).toEqualTypeOf<string>();
    expectTypeOf(days).toEqualTypeOf<number>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(context).toEqualTypeOf<unknown>();
    return Promise.resolve(`${location}: rain`);
  },
});
const own = defineTool({
  name: "own",
  description: "",
  input: {
    jsonSchema: {},
    validate: (value: unknown) =>
      typeof value === "number" ? { value: { n: value } } : { issues: [{ message: "no" }] },
  },
  async *run({ n }) {
    expectTypeOf(n).toEqualTypeOf<number>();
    yield { done: 0.5 };
    return { twice: n * 2 };
  },
});
const clock = defineTool({ name: "clock", description: "", run: () => ({ hour: 8 }) });

describe("tool events", () => {
  const run = completions.run({ model, messages }, { tools: [weather, own, clock] });
  type Event = RunEvent<typeof weather | typeof own | typeof clock>;
  it("are typed by the tool's name", async () => {
    for await (const event of run) {
      expectTypeOf(event).toEqualTypeOf<Event>();
      if (event.type === "tool-result" && event.name === "weather") {
        expectTypeOf(event.output).toEqualTypeOf<string>();
        expectTypeOf(event.input).toEqualTypeOf<{ location: string; days: number }>();
      }
      if (event.type === "tool-result" && event.name === "own") {
        expectTypeOf(event.output).toEqualTypeOf<{ twice: number }>();
        expectTypeOf(event.input).toEqualTypeOf<{ n: number }>();
      }
      if (event.type === "tool-result" && event.name === "clock") {
        expectTypeOf(event.output).toEqualTypeOf<{ hour: number }>();
        expectTypeOf(event.input).toEqualTypeOf<Record<string, never>>();
      }
      if (event.type === "tool-progress" && event.name === "own") {
        expectTypeOf(event.progress).toEqualTypeOf<{ done: number }>();
      }
      if (event.type === "tool-progress" && event.name === "weather")
        expectTypeOf(event.progress).toEqualTypeOf<never>();
      if (event.type === "tool-result") expectTypeOf(event.name).toEqualTypeOf<"weather" | "own" | "clock">();
      // A model may ask for anything, so an error's name may be any.
      if (event.type === "tool-error") expectTypeOf(event.name).toEqualTypeOf<string>();
      if (event.type === "finish") expectTypeOf(event.result).toEqualTypeOf<RunResult>();
      // @ts-expect-error there is no such tool
      if (event.type === "tool-result") void (event.name === "nobody");
    }
    expectTypeOf(run.result()).resolves.toEqualTypeOf<RunResult>();
  });
  it("are typed for a list of tools made elsewhere", () => {
    const tools = [weather, clock] as const;
    const other = completions.run({ model, messages }, { tools });
    expectTypeOf<Parameters<typeof other.abort>>().toEqualTypeOf<[reason?: unknown]>();
  });
});

describe("tools kept in one list", () => {
  it("tell what is known", async () => {
    const tools: AnyTool[] = [weather, own, clock];
    for await (const event of completions.run({ model, messages }, { tools })) {
      if (event.type === "tool-start") expectTypeOf(event.input).toEqualTypeOf<unknown>();
      if (event.type === "tool-result") expectTypeOf(event.output).toEqualTypeOf<unknown>();
    }
  });
});

describe("create", () => {
  it("gives what stream asks for", () => {
    expectTypeOf(completions.create({ model, messages })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(completions.create({ model, messages, stream: false })).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(completions.create({ model, messages, stream: true })).resolves.toEqualTypeOf<ChunkStream>();
    const request = {} as ChatRequest;
    expectTypeOf(completions.create(request)).resolves.toEqualTypeOf<ChatCompletion | ChunkStream>();
    const stream = model.length > 1;
    expectTypeOf(completions.create({ model, messages, stream })).resolves.toEqualTypeOf<
      ChatCompletion | ChunkStream
    >();
    expectTypeOf<ChunkStream>().toExtend<AsyncIterable<ChatCompletionChunk>>();
  });
  it("refuses what is misspelt", () => {
    // @ts-expect-error it is max_tokens
    void completions.create({ model, messages, max_token: 5 });
    // @ts-expect-error it is enable_thinking
    void completions.stream({ model, messages, enableThinking: true });
    // @ts-expect-error it is temperature
    void completions.run({ model, messages, temprature: 1 }, { tools: [] });
    // @ts-expect-error it is signal
    void completions.create({ model, messages }, { singal: AbortSignal.abort() });
    // @ts-expect-error it is idleMs
    void completions.stream({ model, messages }, { timeouts: { idle: 5 } });
    // @ts-expect-error it is toolConcurrency
    void completions.run({ model, messages }, { tools: [weather], toolConcurency: 2 });
    // @ts-expect-error it is retry
    void createClient({ baseURL: "", apiKey: "", transport: async () => Promise.reject(), retries: backoff() });
    // @ts-expect-error a role that is none
    void completions.create({ model, messages: [{ role: "usr", content: "" }] });
  });
  it("refuses stream where it is already said, and tools where they have their place", () => {
    // @ts-expect-error stream() streams
    void completions.stream({ model, messages, stream: true });
    // @ts-expect-error run() streams
    void completions.run({ model, messages, stream: true }, { tools: [] });
    // @ts-expect-error tools are run()'s options
    void completions.run({ model, messages, tools: [] }, { tools: [] });
    // @ts-expect-error a run goes on with one answer
    void completions.run({ model, messages, n: 2 }, { tools: [] });
    // @ts-expect-error a run needs its tools
    void completions.run({ model, messages }, {});
  });
  it("takes what is newer through extra_body", () => {
    void completions.create({ model, messages, extra_body: { brand_new: 1 } });
  });
});

describe("chat events", () => {
  it("discriminate", () => {
    const event = {} as ChatEvent;
    if (event.type === "text-delta" || event.type === "reasoning-delta")
      expectTypeOf(event.delta).toEqualTypeOf<string>();
    if (event.type === "tool-call") expectTypeOf(event.state).toEqualTypeOf<ToolCallState>();
    if (event.type === "usage") expectTypeOf(event.usage).toEqualTypeOf<Usage>();
    if (event.type === "finish") expectTypeOf(event.finishReason).toEqualTypeOf<FinishReason | null>();
    // @ts-expect-error there is no such event
    void (event.type === "text");
  });
});

describe("a stream", () => {
  const stream = completions.stream({ model, messages });

  it("is teed into as many branches as were asked for", () => {
    const [first, second] = stream.tee();
    expectTypeOf(first).toEqualTypeOf<ChatBranch>();
    expectTypeOf(second).toEqualTypeOf<ChatBranch>();
    expectTypeOf(stream.tee(3, { maxApart: 10 })).toEqualTypeOf<ChatBranch[]>();
  });
  it("is handed on as a web stream a Response takes", () => {
    expectTypeOf(stream.toReadableStream("sse")).toExtend<BodyInit>();
    // @ts-expect-error no such format
    void stream.toReadableStream("xml");
  });
});

describe("defineTool", () => {
  it("refuses a schema that does not tell its JSON Schema, and a run that does not fit", () => {
    const silent = { "~standard": { version: 1 as const, vendor: "x", validate: (value: unknown) => ({ value }) } };
    // @ts-expect-error no jsonSchema
    void (() => defineTool({ name: "x", description: "", input: silent, run: () => "" }));
    // @ts-expect-error the input is a string
    void (() => defineTool({ name: "x", description: "", input: z.string(), run: (input: number) => input }));
  });
});
