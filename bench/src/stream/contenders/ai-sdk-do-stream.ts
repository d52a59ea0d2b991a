import { createAlibaba } from "@ai-sdk/alibaba";
import { toolName } from "../../workload/reply.ts";
import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** The provider alone, below `streamText`. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const model = createAlibaba({ apiKey: "bench", baseURL, fetch })(question.model);
  const { stream } = await model.doStream({
    prompt: [{ role: "user", content: [{ type: "text", text: "Tell me." }] }],
    tools: [{ type: "function", name: toolName, inputSchema: { type: "object" } }],
  });
  for await (const part of stream) {
    if (part.type === "text-delta") told.text += part.delta;
    else if (part.type === "reasoning-delta") told.reasoning += part.delta;
    else if (part.type === "tool-call") told.arguments = part.input;
    else if (part.type === "error") throw part.error;
  }
  return told;
};
