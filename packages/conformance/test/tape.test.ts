// A server is recorded on its way to the real openai package, and played back to it when the server is gone.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, record, replay, upstream } from "@qwire/server";
import { folderTape, listen } from "@qwire/server/node";
import OpenAI from "openai";
import { expect, it } from "vitest";
import { documentTools } from "../src/document-tools.ts";

async function ask(baseURL: string): Promise<unknown[]> {
  const openai = new OpenAI({ apiKey: "any", baseURL, maxRetries: 0 });
  const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "杭州天气?" }] };
  const told: unknown[] = [await openai.chat.completions.create(request)];
  const tools = documentTools().tools.map(({ wire }) => wire) as OpenAI.ChatCompletionTool[];
  for await (const chunk of await openai.chat.completions.create({ ...request, tools, stream: true })) told.push(chunk);
  return told;
}

it("the openai package is told the same by a tape as by the server that was recorded", async () => {
  const folder = await mkdtemp(join(tmpdir(), "qwire-tape-"));
  const tape = folderTape(folder);
  try {
    const live = await listen(createEmulator());
    const recording = await listen(
      createEmulator({ engine: record(upstream({ baseURL: live.url, as: "frames" }), tape) }),
    );
    const told = await ask(live.url);
    const recorded = await ask(recording.url);
    await recording.close();
    await live.close();
    expect(recorded.length).toBe(told.length);
    expect(recorded.length).toBeGreaterThan(4);

    const replaying = await listen(createEmulator({ engine: replay(tape) }));
    expect(await ask(replaying.url)).toEqual(recorded);
    await replaying.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
