import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient } from "@qwire/core";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecordings } from "./recorded-fixtures.ts";

const streams = readRecordings().filter(
  ({ contentType, status }) => status === 200 && contentType.includes("event-stream"),
);
const messages = [{ role: "user" as const, content: "?" }];

/** Plays each recording byte for byte; the model's name says which. */
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (piece) => (body += piece));
  request.on("end", () => {
    const recording = streams.find(({ file }) => file === JSON.parse(body).model);
    response.writeHead(200, { "content-type": recording?.contentType ?? "text/plain" });
    response.end(recording?.body);
  });
});

describe.runIf(streams.length > 0)("recorded streams, replayed over a socket", () => {
  let baseURL = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each(streams)("$file: our client and the openai package read the same", async ({ file: model }) => {
    const client = createClient({ baseURL, apiKey: "any", transport: fetchTransport() });
    const ours = await client.chat.completions.stream({ model, messages }).completion();
    const openai = new OpenAI({ baseURL, apiKey: "any" });
    const theirs = await openai.chat.completions.stream({ model, messages }).finalChatCompletion();
    expect(ours.choices.map(essence)).toEqual(theirs.choices.map(essence));
    expect(ours.usage).toEqual(theirs.usage);
    expect(ours.id).toBe(theirs.id);
  });
});

type Choice = {
  finish_reason?: string | null;
  message: {
    content: string | null;
    tool_calls?: Array<{ id: string; function?: { name: string; arguments: string } }> | null;
  };
};

/** Text, calls and finish reason; `null` and `""` beside a call are the same nothing. */
function essence(choice: Choice): unknown {
  const { content, tool_calls } = choice.message;
  const calls = tool_calls?.map(({ id, function: called }) => ({
    id,
    name: called?.name,
    arguments: called?.arguments,
  }));
  return { content: content || null, calls: calls ?? [], finish_reason: choice.finish_reason };
}
