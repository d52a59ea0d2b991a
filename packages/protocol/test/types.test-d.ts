import { describe, expectTypeOf, it } from "vitest";
import type {
  AssistantMessage,
  ChatCompletion,
  ChatCompletionChunk,
  ChatMessage,
  ChatRequest,
  ContentPart,
  ErrorCode,
  FinishReason,
  KnownModelId,
  ModelId,
  Stop,
  Tool,
} from "../src/index.ts";

const messages: ChatMessage[] = [{ role: "user", content: "hello" }];
const take = (request: ChatRequest): void => void request;

describe("ChatRequest", () => {
  it("needs a model and messages", () => {
    take({ model: "qwen-plus", messages });
    // @ts-expect-error no messages
    take({ model: "qwen-plus" });
    // @ts-expect-error no model
    take({ messages });
  });

  it("refuses a misspelt field", () => {
    // @ts-expect-error temprature
    take({ model: "qwen-plus", messages, temprature: 1 });
    // @ts-expect-error topP
    take({ model: "qwen-plus", messages, topP: 1 });
    // @ts-expect-error include_usages
    take({ model: "qwen-plus", messages, stream_options: { include_usages: true } });
    // @ts-expect-error forced
    take({ model: "qwen-plus", messages, search_options: { forced: true } });
    take({ model: "qwen-plus", messages, extra_body: { newer: true } });
  });

  it("takes stop of one kind only", () => {
    expectTypeOf<string>().toExtend<Stop>();
    expectTypeOf<string[]>().toExtend<Stop>();
    expectTypeOf<number[]>().toExtend<Stop>();
    expectTypeOf<number[][]>().toExtend<Stop>();
    expectTypeOf<Array<string | number>>().not.toExtend<Stop>();
    expectTypeOf<Array<number | number[]>>().not.toExtend<Stop>();
    // @ts-expect-error the 2025 document forbids it
    take({ model: "qwen-plus", messages, stop: ["你好", 104307] });
  });

  it("takes a seed as number or bigint", () => {
    expectTypeOf<ChatRequest["seed"]>().toEqualTypeOf<number | bigint | null | undefined>();
  });

  it("takes the format of the answer by its type", () => {
    take({ model: "qwen-plus", messages, response_format: { type: "json_schema", json_schema: { name: "a" } } });
    // @ts-expect-error json_schema without its schema's name
    take({ model: "qwen-plus", messages, response_format: { type: "json_schema" } });
    // @ts-expect-error no such type
    take({ model: "qwen-plus", messages, response_format: { type: "xml" } });
  });
});

describe("ModelId", () => {
  it("completes the known ids and stays open", () => {
    expectTypeOf<ChatRequest["model"]>().toEqualTypeOf<ModelId>();
    expectTypeOf<"qwen-plus" | "qwen3-max" | "qwen-max-longcontext">().toExtend<KnownModelId>();
    expectTypeOf<string>().toExtend<ModelId>();
    // Were it plain `string`, an editor would have nothing to complete.
    expectTypeOf<ModelId>().not.toEqualTypeOf<string>();
    expectTypeOf<"never-heard-of">().not.toExtend<KnownModelId>();
  });
});

describe("ChatMessage", () => {
  it("is told apart by its role", () => {
    const read = (message: ChatMessage): void => {
      if (message.role === "assistant") expectTypeOf(message).toEqualTypeOf<AssistantMessage>();
      if (message.role === "tool") expectTypeOf(message.tool_call_id).toEqualTypeOf<string | null | undefined>();
      // @ts-expect-error only an assistant calls tools
      if (message.role === "user") void message.tool_calls;
    };
    read({ role: "user", content: "hello" });
  });

  it("refuses a field of another role", () => {
    // @ts-expect-error a user calls no tools
    const user: ChatMessage = { role: "user", content: "x", tool_calls: [] };
    // @ts-expect-error no such role
    const narrator: ChatMessage = { role: "narrator", content: "x" };
    void [user, narrator];
  });

  it("takes a reply's message as history", () => {
    expectTypeOf<ChatCompletion["choices"][number]["message"]>().toExtend<AssistantMessage>();
  });

  it("has parts told apart by their type", () => {
    const read = (part: ContentPart): void => {
      if (part.type === "image_url") expectTypeOf(part.image_url.url).toEqualTypeOf<string>();
      if (part.type === "video") expectTypeOf(part.video).toEqualTypeOf<string[]>();
    };
    read({ type: "text", text: "x" });
    // @ts-expect-error fps belongs beside video, not inside
    read({ type: "video_url", video_url: { url: "https://example.com/a.mp4", fps: 2 } });
  });
});

describe("replies", () => {
  it("refuse a misspelt property", () => {
    const read = (chunk: ChatCompletionChunk, completion: ChatCompletion): void => {
      // @ts-expect-error choicess
      void chunk.choicess;
      // @ts-expect-error finishReason
      void chunk.choices[0]?.finishReason;
      // @ts-expect-error reasoning
      void chunk.choices[0]?.delta.reasoning;
      // @ts-expect-error tokens
      void completion.usage?.tokens;
      // @ts-expect-error cached
      void completion.usage?.prompt_tokens_details?.cached;
    };
    void read;
  });

  it("let the first choice be missing", () => {
    expectTypeOf<ChatCompletionChunk["choices"][0] | undefined>().toEqualTypeOf<
      ReturnType<ChatCompletionChunk["choices"]["at"]>
    >();
  });

  it("name the finish reasons and stay open", () => {
    expectTypeOf<"stop" | "tool_calls" | "error_finish">().toExtend<FinishReason>();
    expectTypeOf<string>().toExtend<FinishReason>();
  });
});

describe("Tool and ErrorCode", () => {
  it("tools are functions", () => {
    // @ts-expect-error parameter
    const misspelt: Tool = { type: "function", function: { name: "x", parameter: {} } };
    void misspelt;
  });

  it("error codes are a closed list", () => {
    expectTypeOf<"rate_limited">().toExtend<ErrorCode>();
    expectTypeOf<string>().not.toExtend<ErrorCode>();
  });
});
