import OpenAI from "openai";
import { baseURL, question } from "../../stream/question.ts";
import { maxReplies, silenceMs, weather } from "../contender.ts";
import type { RunTalk } from "../contender.ts";

const { name, description, parameters } = weather;

/** `runTools` over a stream. Thinking is taken from the raw chunks: the final message has lost it. */
export const runTalk: RunTalk = async ({ fetch, run }) => {
  const client = new OpenAI({ apiKey: "bench", baseURL, fetch, timeout: silenceMs });
  const tool = {
    type: "function" as const,
    function: { name, description, parameters, parse: JSON.parse, function: run },
  };
  const runner = client.chat.completions.runTools(
    { ...question, stream: true, tools: [tool] },
    { maxChatCompletions: maxReplies },
  );
  let reasoning = "";
  runner.on("chunk", ({ choices }) => {
    // Not in its types.
    const piece: unknown = Reflect.get(choices[0]?.delta ?? {}, "reasoning_content");
    if (typeof piece === "string") reasoning += piece;
  });
  return { text: (await runner.finalContent()) ?? "", reasoning };
};
