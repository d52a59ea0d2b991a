import { createQwireClient } from "../../qwire/create-qwire-client.ts";
import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { question } from "../question.ts";

/** `stream()`: every event is looked at, and the whole reply is asked for at the end. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const stream = createQwireClient(fetch).chat.completions.stream(question);
  for await (const event of stream) {
    if (event.type === "text-delta") told.text += event.delta;
    else if (event.type === "reasoning-delta") told.reasoning += event.delta;
  }
  const message = (await stream.completion()).choices[0]?.message;
  if (message?.content && message.content !== told.text) throw new Error("The events and the reply differ.");
  told.arguments = message?.tool_calls?.[0]?.function.arguments ?? "";
  return told;
};
