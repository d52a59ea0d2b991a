import OpenAI from "openai";
import { baseURL } from "../question.ts";
import { nothingTold, tell } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { question } from "../question.ts";

/** `create({ stream: true })`. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const client = new OpenAI({ apiKey: "bench", baseURL, fetch });
  const stream = await client.chat.completions.create({ ...question, stream: true });
  for await (const chunk of stream) tell(told, chunk);
  return told;
};
