import type { ChatRequest } from "@qwire/protocol";
import { approximateTokenizer } from "../emulator/approximate-tokenizer.ts";

/** For an image, a sound or a video nobody has looked at. */
const tokensOfMedia = 1000;
const bytesOfToken = 200;

/** So much of a request is counted as the tokenizer counts; what is beyond it roughly: others wait meanwhile. */
const countedCharacters = 200_000;

/** What a request will cost, roughly, before it is asked. */
export type Estimate = {
  prompt: number;
  /** With the longest reply it allows, where it names one. */
  total: number;
};

/** Counts the texts of a request; each message costs about four tokens of frame. */
export function estimateTokens(request: ChatRequest, countTokens: (text: string) => number): Estimate {
  let left = countedCharacters;
  const count = (text: string): number => {
    left -= text.length;
    return left >= 0 ? countTokens(text) : approximateTokenizer.count(text);
  };
  const { messages, tools, max_tokens, max_completion_tokens, n } = request;
  let prompt = 3 + 4 * messages.length;
  for (const { content, ...rest } of messages) {
    if (typeof content === "string") prompt += count(content);
    else for (const part of content ?? []) prompt += part.type === "text" ? count(part.text) : tokensOfMedia;
    if ("tool_calls" in rest) for (const call of rest.tool_calls ?? []) prompt += count(JSON.stringify(call.function));
  }
  for (const tool of tools ?? []) prompt += count(JSON.stringify(tool));
  return { prompt, total: prompt + Number(max_completion_tokens ?? max_tokens ?? 0) * Number(n ?? 1) };
}

/** What so much of a reply has cost, roughly, where it did not get to say it: a chunk is about 200 bytes and a token or more. */
export function tokensOfBytes(bytes: number): number {
  return Math.ceil(bytes / bytesOfToken);
}
