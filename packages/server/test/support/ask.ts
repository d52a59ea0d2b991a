import type { ChatCompletion, ChatCompletionChunk, ChatMessage, ChatRequest } from "@qwire/protocol";
import { createEmulator } from "../../src/index.ts";
import type { Emulator } from "../../src/index.ts";

export const url = "https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions";

/** A chat request as an SDK sends it. */
export function chatRequest(
  body: unknown,
  init: { headers?: { [name: string]: string }; signal?: AbortSignal } = {},
): Request {
  const headers = { "content-type": "application/json", ...init.headers };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Request(url, { method: "POST", body: text, headers, signal: init.signal ?? null });
}

/** One user message and what else the request says. */
export function userAsks(content: string, rest: Partial<ChatRequest> = {}): ChatRequest {
  return { model: "qwen-plus", messages: [{ role: "user", content }], ...rest };
}

export async function complete(emulator: Emulator, request: ChatRequest): Promise<ChatCompletion> {
  const response = await emulator.fetch(chatRequest(request));
  return (await response.json()) as ChatCompletion;
}

/** The payloads of a stream, `[DONE]` included. */
export async function payloads(emulator: Emulator, request: ChatRequest): Promise<string[]> {
  const response = await emulator.fetch(chatRequest({ ...request, stream: true }));
  const text = await response.text();
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => event.replace(/^data: /, ""));
}

export async function chunks(emulator: Emulator, request: ChatRequest): Promise<ChatCompletionChunk[]> {
  const all = await payloads(emulator, request);
  return all.filter((payload) => payload !== "[DONE]").map((payload) => JSON.parse(payload) as ChatCompletionChunk);
}

/** What a tool says in these tests. */
export type Answers = (name: string, input: { [name: string]: unknown }) => string;

const rainEverywhere: Answers = (name, { location }) =>
  name.endsWith("time") ? "2026-01-02 03:04:05" : `${String(location)}今天是雨天。`;

/** Runs the tool loop to its end. Each round is the list of its calls, written `name(argument, …)`. */
export async function converse(
  request: ChatRequest,
  answers: Answers = rainEverywhere,
  emulator: Emulator = createEmulator(),
): Promise<{ rounds: string[][]; text: string }> {
  const messages: ChatMessage[] = [...request.messages];
  const rounds: string[][] = [];
  for (;;) {
    const { choices } = await complete(emulator, { ...request, messages });
    const message = choices[0]?.message;
    if (!message?.tool_calls?.length) return { rounds, text: message?.content ?? "" };
    if (rounds.length > 30) throw new Error("The emulator calls for ever.");
    messages.push({ ...message, content: message.content ?? "" });
    rounds.push([]);
    for (const call of message.tool_calls) {
      const input = JSON.parse(call.function.arguments) as { [name: string]: unknown };
      rounds.at(-1)?.push(`${call.function.name}(${Object.values(input).join(", ")})`);
      messages.push({ role: "tool", tool_call_id: call.id, content: answers(call.function.name, input) });
    }
  }
}
