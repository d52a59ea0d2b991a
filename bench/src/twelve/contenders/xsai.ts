import { rawTool, streamText } from "xsai";
import { baseURL, question } from "../../stream/question.ts";
import { maxReplies, weather } from "../contender.ts";
import type { RunTalk } from "../contender.ts";

const { name, description, parameters } = weather;

/** `streamText` with more than one step. It has no option for silence. */
export const runTalk: RunTalk = async ({ fetch, run }) => {
  const tool = rawTool<unknown>({ name, description, parameters, strict: false, execute: run });
  const { fullStream } = streamText({
    ...question,
    apiKey: "bench",
    baseURL,
    fetch,
    tools: [tool],
    maxSteps: maxReplies,
  });
  const told = { text: "", reasoning: "" };
  for await (const event of fullStream) {
    if (event.type === "text-delta") told.text += event.text;
    else if (event.type === "reasoning-delta") told.reasoning += event.text;
    else if (event.type === "error") throw event.error;
  }
  return told;
};
