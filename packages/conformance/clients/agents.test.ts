import { Agent, OpenAIChatCompletionsModel, run, setTracingDisabled, tool } from "@openai/agents";
import OpenAI from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import { apiKey, served } from "./served.ts";
import { answer, question, trip, weather } from "./weather-tool.ts";

describe("@openai/agents with its chat completions model", () => {
  const server = served();
  beforeAll(() => setTracingDisabled(true));

  const model = (): OpenAIChatCompletionsModel =>
    new OpenAIChatCompletionsModel(new OpenAI({ apiKey, baseURL: server.url, maxRetries: 0 }), "qwen-plus");
  const tools = [
    tool({
      name: weather.name,
      description: weather.description,
      parameters: weather.input,
      execute: async (input) => weather.run(input),
    }),
  ];

  it("runs an agent with a tool", async () => {
    const agent = new Agent({ name: "weather", instructions: "Be brief.", model: model(), tools });
    const { finalOutput } = await run(agent, question);
    expect(finalOutput).toBe(answer);
    expect(server.emulator.calls).toHaveLength(3);
  });

  it("streams it", async () => {
    const agent = new Agent({ name: "weather", instructions: "Be brief.", model: model(), tools });
    const result = await run(agent, question, { stream: true });
    let told = "";
    for await (const piece of result.toTextStream()) told += piece;
    await result.completed;
    expect(told).toBe(answer);
    expect(result.finalOutput).toBe(answer);
  });

  it("gives an object of a schema", async () => {
    const agent = new Agent({ name: "planner", instructions: "Answer in JSON.", model: model(), outputType: trip });
    const { finalOutput } = await run(agent, "Plan a trip to Zorvania, 3 days.");
    expect(trip.parse(finalOutput)).toEqual(finalOutput);
  });
});
