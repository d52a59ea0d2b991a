import OpenAI from "openai";
import { baseURL, question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

const { name, description, parameters, run } = weather;

/** `runTools` over a stream. */
export const runLoop: RunLoop = async (fetch) => {
  const client = new OpenAI({ apiKey: "bench", baseURL, fetch });
  const parse = (text: string): { city: string } => JSON.parse(text) as { city: string };
  const tool = { type: "function" as const, function: { name, description, parameters, parse, function: run } };
  const runner = client.chat.completions.runTools(
    { ...question, stream: true, tools: [tool] },
    { maxChatCompletions: maxSteps },
  );
  return (await runner.finalContent()) ?? "";
};
