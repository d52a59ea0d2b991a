import { rawTool, streamText } from "xsai";
import { toolName } from "../../workload/reply.ts";
import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** `streamText`: every event of its full stream, and the messages at the end. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  // It runs what the model asks for before it ends, so it is given a tool that does nothing.
  const tool = rawTool({ name: toolName, parameters: { type: "object" }, strict: false, execute: () => "" });
  const { fullStream, messages } = streamText({ ...question, apiKey: "bench", baseURL, fetch, tools: [tool] });
  for await (const event of fullStream) {
    if (event.type === "text-delta") told.text += event.text;
    else if (event.type === "reasoning-delta") told.reasoning += event.text;
    else if (event.type === "tool-call") told.arguments = event.args;
  }
  const reply = (await messages).find(({ role }) => role === "assistant");
  if (reply?.content !== told.text) throw new Error("The events and the reply differ.");
  return told;
};
