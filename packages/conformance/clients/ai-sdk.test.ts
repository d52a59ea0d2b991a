import { createAlibaba } from "@ai-sdk/alibaba";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, isStepCount, Output, streamText, tool } from "ai";
import type { LanguageModel } from "ai";
import { describe, expect, it } from "vitest";
import { apiKey, served } from "./served.ts";
import { answer, question, trip, weather } from "./weather-tool.ts";

const providers: Array<[name: string, model: (baseURL: string, id: string) => LanguageModel]> = [
  ["@ai-sdk/alibaba", (baseURL, id) => createAlibaba({ apiKey, baseURL })(id)],
  [
    "@ai-sdk/openai-compatible",
    (baseURL, id) =>
      createOpenAICompatible({
        name: "qwen",
        apiKey,
        baseURL,
        includeUsage: true,
        supportsStructuredOutputs: true,
      }).chatModel(id),
  ],
];

const tools = {
  [weather.name]: tool({ description: weather.description, inputSchema: weather.input, execute: weather.run }),
};

describe.each(providers)("ai over %s", (_, toModel) => {
  const server = served();
  const model = (id = "qwen-plus"): LanguageModel => toModel(server.url, id);

  it("generateText", async () => {
    const { text, finishReason, usage } = await generateText({ model: model(), prompt: "你好" });
    expect(text).toContain("你好");
    expect(finishReason).toBe("stop");
    expect(usage.totalTokens).toBeGreaterThan(0);
  });

  it("streamText, with usage at its end", async () => {
    const { textStream, text, usage } = streamText({ model: model(), prompt: "你好" });
    let told = "";
    for await (const piece of textStream) told += piece;
    expect(told).toBe(await text);
    expect(told).toContain("你好");
    expect((await usage).outputTokens).toBeGreaterThan(0);
  });

  it("streamText, thinking apart from the text", async () => {
    const { reasoningText, text } = streamText({ model: model("qwq-plus"), prompt: "你好" });
    expect(await reasoningText).toContain("用户说的是");
    expect(await text).not.toContain("用户说的是");
  });

  it("tools, plain", async () => {
    const { text, steps } = await generateText({ model: model(), prompt: question, tools, stopWhen: isStepCount(5) });
    expect(text).toBe(answer);
    expect(steps.map(({ finishReason }) => finishReason)).toEqual(["tool-calls", "tool-calls", "stop"]);
  });

  it("tools, streamed", async () => {
    const { text, steps } = streamText({ model: model(), prompt: question, tools, stopWhen: isStepCount(5) });
    expect(await text).toBe(answer);
    expect((await steps).flatMap(({ toolCalls }) => toolCalls.map(({ input }) => input))).toEqual([
      { location: "杭州" },
      { location: "北京" },
    ]);
  });

  it("objects, plain and streamed", async () => {
    const output = Output.object({ schema: trip });
    const prompt = "Plan a trip to Zorvania, 3 days. Answer in JSON.";
    const { output: made } = await generateText({ model: model(), prompt, output });
    expect(trip.parse(made)).toEqual(made);
    expect(trip.parse(await streamText({ model: model(), prompt, output }).output)).toEqual(made);
  });

  it("errors: status and the service's words", async () => {
    const failing = generateText({
      model: model(),
      prompt: "x",
      maxRetries: 0,
      headers: { "x-qwire-fault": "internal_error" },
    });
    await expect(failing).rejects.toMatchObject({ statusCode: 500, isRetryable: true });
  });
});
