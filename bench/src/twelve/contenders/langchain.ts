import { AIMessageChunk, HumanMessage, ToolMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import * as z from "zod";
import { baseURL } from "../../stream/question.ts";
import { maxReplies, silenceMs, weather } from "../contender.ts";
import type { RunTalk } from "../contender.ts";

const { name, description } = weather;

/** The loop of its manual: `stream()`, `concat()`, run what stands in `tool_calls`. */
export const runTalk: RunTalk = async ({ fetch, run }) => {
  const shown = tool(run, { name, description, schema: z.object({ city: z.string() }) });
  const chat = new ChatOpenAI({
    apiKey: "bench",
    model: "qwen-plus",
    timeout: silenceMs,
    configuration: { baseURL, fetch },
  }).bindTools([shown]);
  const messages: BaseMessage[] = [new HumanMessage("Tell me.")];
  let reasoning = "";
  for (let replies = 0; replies < maxReplies; replies += 1) {
    let reply = new AIMessageChunk("");
    for await (const chunk of await chat.stream(messages)) {
      reply = reply.concat(chunk);
      const piece = chunk.additional_kwargs["reasoning_content"];
      if (typeof piece === "string") reasoning += piece;
    }
    messages.push(reply);
    const calls = reply.tool_calls ?? [];
    if (calls.length === 0) return { text: reply.text, reasoning };
    for (const call of calls) {
      const answer: unknown = await shown.invoke({ ...call, type: "tool_call" });
      if (answer instanceof ToolMessage) messages.push(answer);
    }
  }
  throw new Error("The conversation does not end.");
};
