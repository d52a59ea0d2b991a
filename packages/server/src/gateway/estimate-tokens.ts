import type { ChatRequest } from "@qwire/protocol";

/** For an image, a sound or a video nobody has looked at. */
const tokensOfMedia = 1000;
const bytesOfToken = 200;

/** What a request will cost, roughly, before it is asked. */
export type Estimate = {
  prompt: number;
  /** With the longest reply it allows, where it names one. */
  total: number;
};

/** Counts the texts of a request; each message costs about four tokens of frame. */
export function estimateTokens(request: ChatRequest, count: (text: string) => number): Estimate {
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
