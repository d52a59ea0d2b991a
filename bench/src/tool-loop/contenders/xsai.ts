import { rawTool, streamText } from "xsai";
import { baseURL, question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

const { name, description, parameters, run } = weather;

/** `streamText` with more than one step. */
export const runLoop: RunLoop = async (fetch) => {
  const tool = rawTool<{ city: string }>({ name, description, parameters, strict: false, execute: run });
  const { fullStream } = streamText({ ...question, apiKey: "bench", baseURL, fetch, tools: [tool], maxSteps });
  let text = "";
  for await (const event of fullStream) if (event.type === "text-delta") text += event.text;
  return text;
};
