import OpenAI from "openai";
import { zodFunction, zodResponseFormat } from "openai/helpers/zod";
import { beforeAll, describe, expect, it } from "vitest";
import { apiKey, served } from "./served.ts";
import { answer, question, trip, weather } from "./weather-tool.ts";

describe("openai", () => {
  const server = served();
  let openai: OpenAI;
  beforeAll(() => {
    openai = new OpenAI({ apiKey, baseURL: server.url, maxRetries: 0 });
  });
  const messages = [{ role: "user" as const, content: question }];
  const model = "qwen-plus";
  /** Of a family whose later pieces of a call leave the name out, as this package wants it. */
  const silent = "qwen3-max";
  const tools = [
    zodFunction({
      name: weather.name,
      description: weather.description,
      parameters: weather.input,
      function: weather.run,
    }),
  ];

  it("create: a plain reply", async () => {
    const reply = await openai.chat.completions.create({ model, messages: [{ role: "user", content: "你好" }] });
    expect(reply.choices[0]?.finish_reason).toBe("stop");
    expect(reply.choices[0]?.message.content).toContain("你好");
    expect(reply.usage?.total_tokens).toBeGreaterThan(0);
  });

  it("create: a stream, n choices at once", async () => {
    const stream = await openai.chat.completions.create({ model, messages, n: 2, stream: true });
    const texts = ["", ""];
    for await (const { choices } of stream) {
      for (const { index, delta } of choices) texts[index] += delta.content ?? "";
    }
    expect(texts[0]).toContain(question.slice(0, 5));
    expect(texts[1]).toBe(texts[0]);
  });

  it("stream helper: deltas, snapshot and final completion agree", async () => {
    const stream = openai.chat.completions.stream({ model, messages, stream_options: { include_usage: true } });
    let told = "";
    stream.on("content", (delta) => (told += delta));
    const completion = await stream.finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe(told);
    expect(completion.usage?.completion_tokens).toBeGreaterThan(0);
  });

  it("stream helper: a tool call with its arguments", async () => {
    const stream = openai.chat.completions.stream({ model: silent, messages, tools });
    const done: string[] = [];
    stream.on("tool_calls.function.arguments.done", ({ name, arguments: text }) => done.push(`${name} ${text}`));
    const completion = await stream.finalChatCompletion();
    expect(done).toEqual(['get_current_weather {"location": "杭州"}']);
    expect(completion.choices[0]?.finish_reason).toBe("tool_calls");
    const [call] = completion.choices[0]?.message.tool_calls ?? [];
    expect(call).toMatchObject({ function: { parsed_arguments: { location: "杭州" } } });
  });

  it("stream helper and runTools: a name that comes empty again is taken for another tool's (qwen-plus, recorded)", async () => {
    const why = "changed tool call identity";
    await expect(openai.chat.completions.stream({ model, messages, tools }).finalChatCompletion()).rejects.toThrow(why);
    await expect(
      openai.chat.completions.runTools({ model, messages, tools, stream: true }).finalContent(),
    ).rejects.toThrow(why);
  });

  it("runTools", async () => {
    expect(await openai.chat.completions.runTools({ model, messages, tools }).finalContent()).toBe(answer);
    expect(server.emulator.calls.map(({ outcome }) => outcome)).toEqual(["complete", "complete", "complete"]);
  });

  it("runTools, streamed", async () => {
    const runner = openai.chat.completions.runTools({ model: silent, messages, tools, stream: true });
    expect(await runner.finalContent()).toBe(answer);
    expect(server.emulator.calls.map(({ outcome }) => outcome)).toEqual(["complete", "complete", "complete"]);
  });

  it("zodResponseFormat: an object of the schema", async () => {
    const response_format = zodResponseFormat(trip, "trip");
    const content = "Plan a trip to Zorvania, 3 days. Answer in JSON.";
    const reply = await openai.chat.completions.parse({
      model,
      messages: [{ role: "user", content }],
      response_format,
    });
    expect(trip.parse(reply.choices[0]?.message.parsed)).toEqual(reply.choices[0]?.message.parsed);
  });

  it("errors: their class, code and request id", async () => {
    const wrong = new OpenAI({ apiKey: "sk-wrong", baseURL: server.url, maxRetries: 0 });
    const error = await wrong.chat.completions.create({ model, messages }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: "invalid_api_key", requestID: expect.stringMatching(/./) });
  });

  it("retries what is told to be tried again", async () => {
    const patient = new OpenAI({
      apiKey,
      baseURL: server.url,
      maxRetries: 2,
      defaultHeaders: { "x-qwire-fault": "rate_limited#1" },
    });
    const reply = await patient.chat.completions.create({ model, messages });
    expect(reply.choices[0]?.finish_reason).toBe("stop");
    expect(server.emulator.calls).toHaveLength(2);
  });
});
