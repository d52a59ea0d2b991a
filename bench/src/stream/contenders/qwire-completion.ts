import { createQwireClient } from "../../qwire/create-qwire-client.ts";
import type { ReadStream } from "../contender.ts";
import { question } from "../question.ts";

/** `stream().completion()`: nobody looks at the events. */
export const readStream: ReadStream = async (fetch) => {
  const stream = createQwireClient(fetch).chat.completions.stream(question);
  const message = (await stream.completion()).choices[0]?.message;
  return {
    text: message?.content ?? "",
    reasoning: message?.reasoning_content ?? "",
    arguments: message?.tool_calls?.[0]?.function.arguments ?? "",
  };
};
