import OpenAI from "openai";
import { questionOf } from "../contender.ts";
import type { MakeAsk } from "../contender.ts";

/** `create({ stream: true })`, its leanest way. */
export const openai: MakeAsk = ({ baseURL }) => {
  const client = new OpenAI({ apiKey: "bench", baseURL, maxRetries: 0 });
  return async function* ask(how) {
    for await (const chunk of await client.chat.completions.create(questionOf(how))) {
      const text = chunk.choices[0]?.delta.content;
      if (text) yield text;
    }
  };
};
