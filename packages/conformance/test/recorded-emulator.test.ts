import { classifyError, parseErrorBody } from "@qwire/protocol";
import type { ChatCompletion, ChatCompletionChunk, ChatRequest } from "@qwire/protocol";
import { createEmulator } from "@qwire/server";
import type { DialectName, EmulatorOptions, Step } from "@qwire/server";
import { describe, expect, it } from "vitest";
import { readRecordedErrors, readRecordings } from "./recorded-fixtures.ts";
import { shapeOf, shapesInOrder } from "./shape-of.ts";

const recordings = readRecordings();
const good = recordings.filter(({ status }) => status === 200);
const streamed = good.filter(({ contentType }) => contentType.includes("event-stream"));
const whole = good.filter(({ contentType }) => !contentType.includes("event-stream"));
const asked = recordings.filter(({ request }) => request !== null);

describe.runIf(recordings.length > 0)("the emulator beside recorded traffic", () => {
  it.each(asked.filter(({ status }) => status === 200))(
    "$file: what was answered is answered",
    async ({ request, contentType }) => {
      const response = await send(request, {});
      expect(response.status).toBe(200);
      // Both ways of writing UTF-8 are recorded.
      expect(response.headers.get("content-type")?.toLowerCase()).toBe(contentType.toLowerCase());
      await response.text();
    },
  );

  it.each(whole)("$file: a plain reply has the same keys, nulls and empty texts", async ({ request, body }) => {
    const recorded = JSON.parse(body) as ChatCompletion;
    const response = await send(request ?? askFor(recorded.model), {
      dialect: dialectOf(recorded),
      engine: () => stepsOf(recorded),
    });
    expect(shapeOf(await response.json())).toEqual(shapeOf(recorded));
  });

  it.each(streamed)(
    "$file: chunks have the same keys, nulls and empty texts, in the same order",
    async ({ request, body }) => {
      const recorded = payloadsOf(body);
      const chunks = recorded
        .filter((payload) => payload !== "[DONE]")
        .map((payload) => JSON.parse(payload) as ChatCompletionChunk);
      const stream = { ...askFor(chunks[0]?.model ?? ""), stream: true, stream_options: { include_usage: true } };
      const response = await send(request ?? stream, { engine: () => chunks.flatMap(stepsOfChunk) });
      expect(shapesInOrder(payloadsOf(await response.text()))).toEqual(shapesInOrder(recorded));
    },
  );

  it.each(asked.filter(({ status }) => status === 401))(
    "$file: a missing key is answered as it was",
    async ({ request, body }) => {
      const response = await send(request, { apiKeys: ["sk-right"] });
      expect(response.status).toBe(401);
      const { request_id, ...told } = (await response.json()) as { request_id: string };
      expect({ ...told, request_id: expect.any(String) as unknown }).toEqual({
        ...JSON.parse(body),
        request_id: expect.any(String) as unknown,
      });
      expect(request_id).toBe(response.headers.get("x-request-id"));
    },
  );

  it.each(readRecordedErrors())(
    "the $kind error is summoned with the same code, type and status",
    async ({ body, status }) => {
      const recorded = parseErrorBody(JSON.stringify(body));
      if (recorded === null) throw new Error("not read as an error");
      const { code } = classifyError(status, recorded);
      const response = await send(askFor("qwen-plus"), { faults: code });
      const told = parseErrorBody(await response.text());
      expect([response.status, told?.code, told?.type]).toEqual([status, recorded.code, recorded.type]);
    },
  );

  it.each(asked)("$file: the headers of the service are there", async ({ request, status, headers }) => {
    const response = await send(request, status === 401 ? { apiKeys: ["sk-right"] } : {});
    const ours = new Set(response.headers.keys());
    const theirs = [...headers.keys()].filter((name) => !ofTheConnection.has(name));
    expect(theirs.filter((name) => !ours.has(name))).toEqual([]);
    await response.text();
  });
});

/** Set by whoever carries the reply; cookies are left out. */
const ofTheConnection = new Set([
  "content-length",
  "transfer-encoding",
  "date",
  "set-cookie",
  "connection",
  "content-encoding",
]);

function send(request: unknown, options: EmulatorOptions): Promise<Response> {
  return createEmulator(options).fetch("http://emulator/compatible-mode/v1/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
}

function askFor(model: string): ChatRequest {
  return { model, messages: [{ role: "user", content: "?" }] };
}

/** Until January 2026 qwen-plus answered like the newer models do. */
function dialectOf({ model, created }: ChatCompletion): DialectName | undefined {
  return model === "qwen-plus" && created < Date.UTC(2026, 1) / 1000 ? "plus-2025" : undefined;
}

function stepsOf({ choices }: ChatCompletion): Step[] {
  return choices.flatMap(({ message, finish_reason }) => [
    ...(message.reasoning_content ? [{ think: message.reasoning_content }] : []),
    ...(message.content ? [{ say: message.content }] : []),
    ...(message.tool_calls ?? []).map(({ id, function: { name, arguments: text } }) => ({
      call: name,
      with: text,
      id,
    })),
    { stop: finish_reason ?? "stop" },
  ]);
}

/** The recorded pieces, one step each; a call's pieces are the emulator's own. */
function stepsOfChunk({ choices }: ChatCompletionChunk): Step[] {
  return choices.flatMap(({ delta, finish_reason }) => [
    ...(delta.reasoning_content ? [{ think: delta.reasoning_content }] : []),
    ...(delta.content ? [{ say: delta.content }] : []),
    ...(delta.tool_calls ?? []).flatMap((call) =>
      call.function?.name ? [{ call: call.function.name, with: { query: "AI news of today" }, id: call.id ?? "" }] : [],
    ),
    ...(finish_reason ? [{ stop: finish_reason }] : []),
  ]);
}

function payloadsOf(body: string): string[] {
  return body.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice("data: ".length)] : []));
}
