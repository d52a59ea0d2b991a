import { describe, expectTypeOf, it } from "vitest";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { type as arktype } from "arktype";
import * as v from "valibot";
import { backoff, createClient, defineTool } from "../src/index.ts";
import { fromJsonSchema } from "../src/json-schema.ts";
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
  RunState,
  ToolCallContext,
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

describe("the schemas of other libraries", () => {
  const byArktype = defineTool({
    name: "arktype",
    description: "",
    input: arktype({ location: "string", "days?": "number" }),
    async *run(input) {
      expectTypeOf(input).toEqualTypeOf<{ location: string; days?: number }>();
      yield 0.5;
      return [input.location];
    },
  });
  const byValibot = defineTool({
    name: "valibot",
    description: "",
    input: toStandardJsonSchema(v.object({ location: v.string(), days: v.optional(v.number(), 1) })),
    run(input) {
      expectTypeOf(input).toEqualTypeOf<{ location: string; days: number }>();
      return input.days;
    },
  });
  const byJsonSchema = defineTool({
    name: "json_schema",
    description: "",
    input: fromJsonSchema<{ location: string }>({ type: "object" }),
    run(input) {
      expectTypeOf(input).toEqualTypeOf<{ location: string }>();
      return input.location.length > 1;
    },
  });
  it("type input, output and progress in events", async () => {
    for await (const event of completions.run({ model, messages }, { tools: [byArktype, byValibot, byJsonSchema] })) {
      if (event.type === "tool-start" && event.name === "arktype")
        expectTypeOf(event.input).toEqualTypeOf<{ location: string; days?: number }>();
      if (event.type === "tool-progress" && event.name === "arktype")
        expectTypeOf(event.progress).toEqualTypeOf<number>();
      if (event.type === "tool-result" && event.name === "arktype")
        expectTypeOf(event.output).toEqualTypeOf<string[]>();
      if (event.type === "tool-result" && event.name === "valibot") expectTypeOf(event.output).toEqualTypeOf<number>();
      if (event.type === "tool-result" && event.name === "json_schema")
        expectTypeOf(event.output).toEqualTypeOf<boolean>();
    }
  });
});

describe("approvals", () => {
  const remove = defineTool({
    name: "remove",
    description: "",
    input: z.object({ path: z.string() }),
    needsApproval: ({ path }, { step }) => path.length > step,
    run: ({ path }) => path,
  });
  it("type what is asked, and what a paused run leaves", async () => {
    const run = completions.run({ model, messages }, { tools: [remove, clock] });
    for await (const event of run)
      if (event.type === "tool-approval" && event.name === "remove")
        expectTypeOf(event.input).toEqualTypeOf<{ path: string }>();
    const result = await run.result();
    if (result.status === "paused") {
      expectTypeOf(result.state).toEqualTypeOf<RunState>();
      void completions.resume(
        result.state,
        { a: true, b: { approve: false, reason: "no" } },
        { tools: [remove, clock] },
      );
    } else expectTypeOf(result.state).toEqualTypeOf<undefined>();
    // @ts-expect-error a decision is a yes, a no, or a no with a reason
    void completions.resume(run.state(), { a: "yes" }, { tools: [remove, clock] });
  });
});

describe("the context of tools", () => {
  const inSession = defineTool({
    name: "session",
    description: "",
    run: (_, { context }: ToolCallContext<{ userId: string }>) => context.userId,
  });
  const inShop = defineTool({
    name: "shop",
    description: "",
    input: z.object({ item: z.string() }),
    run: ({ item }, { context }: ToolCallContext<{ shop: number }>) => item + context.shop,
  });
  it("is asked for where a tool is annotated with it, all of it together", () => {
    const tools = [inSession, inShop, clock] as const;
    void completions.run({ model, messages }, { tools, context: { userId: "a", shop: 1 } });
    // @ts-expect-error no shop
    void completions.run({ model, messages }, { tools, context: { userId: "a" } });
    // @ts-expect-error no context at all
    void completions.run({ model, messages }, { tools });
  });
  it("is anything at all otherwise", () => {
    void completions.run({ model, messages }, { tools: [clock] });
    void completions.run({ model, messages }, { tools: [clock], context: 5 });
    const tools: AnyTool[] = [inSession, clock];
    void completions.run({ model, messages }, { tools, context: { userId: "a" } });
  });
});

describe("prepareStep", () => {
  it("names the tools of its run, and fields of the wire", () => {
    const tools = [weather, clock] as const;
    void completions.run({ model, messages }, { tools, prepareStep: () => ({ tools: ["clock"] }) });
    void completions.run({ model, messages }, { tools, prepareStep: ({ step }) => ({ request: { seed: step } }) });
    // @ts-expect-error no such tool
    void completions.run({ model, messages }, { tools, prepareStep: () => ({ tools: ["nobody"] }) });
    // @ts-expect-error it is temperature
    void completions.run({ model, messages }, { tools, prepareStep: () => ({ request: { temprature: 1 } }) });
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
