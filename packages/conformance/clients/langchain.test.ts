import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { apiKey, served } from "./served.ts";
import { answer, question, trip, weather } from "./weather-tool.ts";

describe("@langchain/openai", () => {
  const server = served();
  const chat = (): ChatOpenAI =>
    new ChatOpenAI({ apiKey, model: "qwen-plus", maxRetries: 0, configuration: { baseURL: server.url } });
  const shown = tool(weather.run, { name: weather.name, description: weather.description, schema: weather.input });

  it("invoke", async () => {
    const reply = await chat().invoke("你好");
    expect(reply.text).toContain("你好");
    expect(reply.usage_metadata?.total_tokens).toBeGreaterThan(0);
  });

  it("stream", async () => {
    let whole: AIMessageChunk | null = null;
    let pieces = 0;
    for await (const chunk of await chat().stream("你好")) {
      whole = whole === null ? chunk : whole.concat(chunk);
      pieces += 1;
    }
    expect(whole?.text).toContain("你好");
    expect(pieces).toBeGreaterThan(2);
  });

  it.each(["invoke", "stream"] as const)("bindTools, %s", async (how) => {
    const bound = chat().bindTools([shown]);
    const messages: BaseMessage[] = [new HumanMessage(question)];
    for (let replies = 0; replies < 5; replies += 1) {
      const reply = how === "invoke" ? await bound.invoke(messages) : await wholeOf(await bound.stream(messages));
      messages.push(reply);
      const calls = reply.tool_calls ?? [];
      if (calls.length === 0) break;
      for (const call of calls) {
        const result: unknown = await shown.invoke({ ...call, type: "tool_call" });
        if (ToolMessage.isInstance(result)) messages.push(result);
      }
    }
    expect(messages.at(-1)?.text).toBe(answer);
    expect(messages).toHaveLength(6);
  });

  it.each(["jsonSchema", "functionCalling", "jsonMode"] as const)("withStructuredOutput by %s", async (method) => {
    const structured = chat().withStructuredOutput(trip, { name: "trip", method });
    const made = await structured.invoke([
      ["system", `Answer in JSON after this schema: ${JSON.stringify(z.toJSONSchema(trip))}`],
      ["user", "Plan a trip to Zorvania, 3 days."],
    ]);
    expect(trip.parse(made)).toEqual(made);
  });
});

async function wholeOf(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | null = null;
  for await (const chunk of stream) whole = whole === null ? chunk : whole.concat(chunk);
  if (whole === null) throw new Error("An empty stream.");
  return whole;
}
