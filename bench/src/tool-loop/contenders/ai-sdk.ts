import { createAlibaba } from "@ai-sdk/alibaba";
import { isStepCount, jsonSchema, streamText, tool } from "ai";
import { baseURL, question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

const { name, description, parameters, run } = weather;

/** `streamText` with more than one step. */
export const runLoop: RunLoop = async (fetch) => {
  const model = createAlibaba({ apiKey: "bench", baseURL, fetch })(question.model);
  const tools = { [name]: tool({ description, inputSchema: jsonSchema<{ city: string }>(parameters), execute: run }) };
  let text = "";
  const { stream } = streamText({ model, messages: question.messages, tools, stopWhen: isStepCount(maxSteps) });
  for await (const part of stream) {
    if (part.type === "text-delta") text += part.text;
    else if (part.type === "error") throw part.error;
  }
  return text;
};
