import { createAlibaba } from "@ai-sdk/alibaba";
import { isStepCount, streamText, tool } from "ai";
import * as z from "zod";
import { baseURL, question } from "../../stream/question.ts";
import { maxReplies, silenceMs, weather } from "../contender.ts";
import type { RunTalk } from "../contender.ts";

const { name, description } = weather;
const inputSchema = z.object({ city: z.string() });

/** `streamText` with more than one step; an error event is an error. */
export const runTalk: RunTalk = async ({ fetch, run }) => {
  const model = createAlibaba({ apiKey: "bench", baseURL, fetch })(question.model);
  const { stream } = streamText({
    model,
    messages: question.messages,
    tools: { [name]: tool({ description, inputSchema, execute: run }) },
    stopWhen: isStepCount(maxReplies),
    timeout: { chunkMs: silenceMs },
    onError: () => undefined,
  });
  const told = { text: "", reasoning: "" };
  for await (const part of stream) {
    if (part.type === "text-delta") told.text += part.text;
    else if (part.type === "reasoning-delta") told.reasoning += part.text;
    else if (part.type === "error") throw part.error;
    else if (part.type === "abort") throw new Error(`aborted: ${String(part.reason)}`);
  }
  return told;
};
