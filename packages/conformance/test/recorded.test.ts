import {
  chatCompletion,
  chatCompletionChunk,
  chatRequest,
  checkRequest,
  classifyError,
  documentedProfiles,
  encodeJson,
  isPlainChunk,
  parseErrorBody,
  toOutgoing,
} from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { readRecordedErrors, readRecordings } from "./recorded-fixtures.ts";

const recordings = readRecordings();

describe.runIf(recordings.length > 0)("recorded traffic", () => {
  const good = recordings.filter(({ status }) => status === 200);

  it.each(good)("$file: the reply parses and survives a round trip", ({ body, contentType }) => {
    const payloads = contentType.includes("event-stream") ? frames(body) : [JSON.parse(body)];
    expect(payloads.length).toBeGreaterThan(0);
    for (const payload of payloads) {
      const schema = contentType.includes("event-stream") ? chatCompletionChunk : chatCompletion;
      expect(JSON.parse(JSON.stringify(schema.parse(payload)))).toEqual(payload);
    }
  });

  it.each(good.filter(({ request }) => request !== null))("$file: the request parses unchanged", ({ request }) => {
    expect(chatRequest.parse(request)).toEqual(request);
  });

  it.each(good.filter(({ request }) => request !== null))("$file: what was answered is not refused", ({ request }) => {
    const parsed = chatRequest.parse(request);
    for (const options of [{}, { profile: documentedProfiles.current }]) {
      const errors = checkRequest(parsed, options).filter(({ severity }) => severity === "error");
      expect(errors).toEqual([]);
    }
    // What we send says the same as what was sent then.
    expect(JSON.parse(encodeJson(toOutgoing(parsed)))).toEqual(request);
  });

  it("the quick check of a chunk knows most of them", () => {
    const chunks = good.flatMap(({ body, contentType }) => (contentType.includes("event-stream") ? frames(body) : []));
    // All but the usage chunk of each stream.
    expect(chunks.filter(isPlainChunk).length).toBeGreaterThan(chunks.length / 2);
  });

  it.each(recordings.filter(({ status }) => status !== 200))("$file: the error is read", ({ body, status }) => {
    const error = parseErrorBody(body);
    if (error === null) throw new Error("not read as an error");
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(classifyError(status, error).status).toBe(status);
  });

  it.each(readRecordedErrors())("the $kind error has its row", ({ body, status, retryable }) => {
    const error = parseErrorBody(JSON.stringify(body));
    if (error === null) throw new Error("not read as an error");
    const row = classifyError(status, error);
    expect(["service_error", "invalid_request"]).not.toContain(row.code);
    expect(row).toMatchObject({ status, retryable });
  });
});

function frames(body: string): unknown[] {
  const lines = body.split("\n").filter((line) => line.startsWith("data: ") && line !== "data: [DONE]");
  return lines.map((line) => JSON.parse(line.slice("data: ".length)));
}
