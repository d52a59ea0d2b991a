import OpenAI from "openai";
import { reasoningOf } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** The `stream()` helper and its `finalChatCompletion()`. */
export const readStream: ReadStream = async (fetch) => {
  const client = new OpenAI({ apiKey: "bench", baseURL, fetch });
  const stream = client.chat.completions.stream({ ...question, stream: true });
  // The helper keeps Qwen's reasoning out of its result, so it is taken from the chunks on their way.
  let reasoning = "";
  for await (const chunk of stream) reasoning += reasoningOf(chunk);
  const message = (await stream.finalChatCompletion()).choices[0]?.message;
  const call = message?.tool_calls?.[0];
  return {
    text: message?.content ?? "",
    reasoning,
    arguments: call?.type === "function" ? call.function.arguments : "",
  };
};
