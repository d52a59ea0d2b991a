import { createAlibaba } from "@ai-sdk/alibaba";
import { streamText, jsonSchema, tool } from "ai";
import { toolName } from "../../workload/reply.ts";
import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** `streamText` with Alibaba's provider: every part of its stream, and its text at the end. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const provider = createAlibaba({ apiKey: "bench", baseURL, fetch });
  const tools = { [toolName]: tool({ inputSchema: jsonSchema<{ text: string }>({ type: "object" }) }) };
  const result = streamText({ model: provider(question.model), messages: question.messages, tools });
  for await (const part of result.stream) {
    if (part.type === "text-delta") told.text += part.text;
    else if (part.type === "reasoning-delta") told.reasoning += part.text;
    else if (part.type === "tool-call") told.arguments = JSON.stringify(part.input);
    else if (part.type === "error") throw part.error;
  }
  if ((await result.text) !== told.text) throw new Error("The parts and the text differ.");
  return told;
};
