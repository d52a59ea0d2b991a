// What recorded usage tells of the service's arithmetic, beside what the tokenizer counts; docs/tokens.md lists it.
import { readFileSync } from "node:fs";
import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient } from "@qwire/core";
import type { ChatCompletion, ChatRequest } from "@qwire/protocol";
import { createEmulator } from "@qwire/server";
import { loadTokenizer } from "@qwire/tokenizer";
import { describe, expect, it } from "vitest";
import { readRecordings } from "./recorded-fixtures.ts";
import type { Recording } from "./recorded-fixtures.ts";

const recordings = readRecordings().filter(({ status }) => status === 200);
const page = readFileSync(new URL("../../../docs/tokens.md", import.meta.url), "utf8");
const listed = recordings.filter(({ file }) => page.includes(nameOf(file)));
const tokenizer = await loadTokenizer();

describe.runIf(recordings.length > 0)("recorded usage", () => {
  it("is listed for every recording the page was made from", () => {
    expect(listed.length).toBeGreaterThanOrEqual(16);
  });

  it.each(listed.filter(({ request }) => request !== null))(
    "$file: the emulator charges for it what the tokenizer counts",
    async (recording) => {
      const [choice] = (await completionOf(recording)).choices;
      const { content, tool_calls } = choice?.message ?? {};
      const calls = (tool_calls ?? []).map((call) => ({ call: call.function.name, with: call.function.arguments }));
      const request = recording.request as ChatRequest;
      const emulator = createEmulator({ tokenizer, engine: () => [...(content ? [{ say: content }] : []), ...calls] });
      const transport = inProcessTransport(emulator.fetch);
      const client = createClient({ baseURL: "http://emulator/v1", apiKey: "any", transport });
      const { usage } = await client.chat.completions.create({ ...request, stream: false, stream_options: null });
      expect(usage).toMatchObject({
        prompt_tokens: countPrompt(request),
        completion_tokens: tokenizer.countCompletion(choice?.message ?? {}).tokens,
      });
    },
  );

  it.each(listed)("$file: the page tells how it comes out", async (recording) => {
    expect(page).toContain(await rowOf(recording));
  });
});

/** One row of the page's table. */
async function rowOf(recording: Recording): Promise<string> {
  const { model, usage, choices } = await completionOf(recording);
  const message = choices[0]?.message ?? {};
  const completion = tokenizer.countCompletion(message);
  const request = recording.request as ChatRequest | null;
  const prompt = request === null ? "not kept" : told(usage?.prompt_tokens, countPrompt(request));
  const answer = told(usage?.completion_tokens, completion.tokens);
  const reasoning = usage?.completion_tokens_details?.reasoning_tokens;
  const thought = typeof reasoning !== "number" ? "" : `, thought ${told(reasoning, completion.reasoningTokens)}`;
  return `| ${nameOf(recording.file)} | ${model} | ${prompt} | ${answer}${thought} |`;
}

function nameOf(file: string): string {
  return file.replace(/\.(json|chunks\.txt)$/, "");
}

function told(theirs: number | undefined, ours: number): string {
  return theirs === ours ? `${ours}` : `**${theirs}**, ours ${ours}`;
}

function countPrompt({ model, messages, tools }: ChatRequest): number {
  const thinking = model.startsWith("qwen-turbo") ? { thinking: false } : {};
  return tokenizer.countMessages(messages, { tools: tools ?? null, ...thinking }).tokens;
}

/** The recorded reply, as our client reads it. */
async function completionOf({ body, contentType, status }: Recording): Promise<ChatCompletion> {
  const transport = inProcessTransport(() => new Response(body, { status, headers: { "content-type": contentType } }));
  const client = createClient({ baseURL: "http://recorded/v1", apiKey: "any", transport });
  const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "?" }] };
  return contentType.includes("event-stream")
    ? client.chat.completions.stream(request).completion()
    : client.chat.completions.create(request);
}
