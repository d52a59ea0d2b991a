import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** `stream()` and `concat()`, as its manual shows. */
export const readStream: ReadStream = async (fetch) => {
  const model = new ChatOpenAI({ apiKey: "bench", model: question.model, configuration: { baseURL, fetch } });
  let reply: AIMessageChunk | undefined;
  let reasoning = "";
  for await (const chunk of await model.stream(question.messages)) {
    reply = reply === undefined ? chunk : reply.concat(chunk);
    const piece = chunk.additional_kwargs["reasoning_content"];
    if (typeof piece === "string") reasoning += piece;
  }
  if (reply === undefined) return nothingTold();
  return { text: reply.text, reasoning, arguments: reply.tool_call_chunks?.[0]?.args ?? "" };
};
