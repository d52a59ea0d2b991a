import { AIMessageChunk } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import type { ReadStream } from "../contender.ts";
import { baseURL, question } from "../question.ts";

/** `stream()` and `concat()`, as its manual shows. */
export const readStream: ReadStream = async (fetch) => {
  const model = new ChatOpenAI({ apiKey: "bench", model: question.model, configuration: { baseURL, fetch } });
  let reply = new AIMessageChunk("");
  let reasoning = "";
  for await (const chunk of await model.stream(question.messages)) {
    reply = reply.concat(chunk);
    const piece = chunk.additional_kwargs["reasoning_content"];
    if (typeof piece === "string") reasoning += piece;
  }
  return { text: reply.text, reasoning, arguments: reply.tool_call_chunks?.[0]?.args ?? "" };
};
