import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { Emulator, EmulatorOptions, Limits } from "../../src/index.ts";
import { chatRequest, userAsks } from "../support/ask.ts";

/** An emulator whose clock the test moves. */
function limited(limits: Limits, more: EmulatorOptions = {}): { emulator: Emulator; pass(ms: number): void } {
  let now = 1_000_000;
  return {
    emulator: createEmulator({ engine: () => "ok", limits, now: () => now, ...more }),
    pass: (ms) => (now += ms),
  };
}

const ask = (emulator: Emulator, request: object = {}): Promise<Response> =>
  emulator.fetch(chatRequest({ ...userAsks("hello"), ...request }));
const told = async (response: Response): Promise<unknown> => {
  const { error } = (await response.json()) as { error?: { code: string; type: string; message: string } };
  return [response.status, error?.code, error?.message];
};
const rate = [429, "limit_requests", "You exceeded your current requests list."];
const quota = [
  429,
  "insufficient_quota",
  "You exceeded your current quota, please check your plan and billing details.",
];
const crowd = [429, "Throttling.Concurrency", "Too many concurrent requests."];

describe("rpm", () => {
  it("lets so many requests a minute in, and the next one when the first is a minute old", async () => {
    const { emulator, pass } = limited({ rpm: 2 });
    expect((await ask(emulator)).status).toBe(200);
    pass(30_000);
    expect((await ask(emulator)).status).toBe(200);
    expect(await told(await ask(emulator))).toEqual(rate);
    pass(30_000);
    expect((await ask(emulator)).status).toBe(200);
    expect(await told(await ask(emulator))).toEqual(rate);
  });

  it("counts each model by itself, and what was refused not at all", async () => {
    const { emulator } = limited({ rpm: 1 });
    expect((await ask(emulator, { temperature: 9 })).status).toBe(400);
    expect((await ask(emulator)).status).toBe(200);
    expect((await ask(emulator)).status).toBe(429);
    expect((await ask(emulator, { model: "qwen-turbo" })).status).toBe(200);
  });

  it("is refused before a stream begins, told in the journal, and forgotten by reset", async () => {
    const { emulator } = limited({ rpm: 0 });
    const response = await ask(emulator, { stream: true });
    expect(await told(response)).toEqual(rate);
    expect(emulator.calls).toMatchObject([{ outcome: "failed", status: 429, steps: [] }]);
    const { emulator: other } = limited({ rpm: 1 });
    await ask(other);
    other.reset();
    expect((await ask(other)).status).toBe(200);
  });
});

describe("tpm", () => {
  it("counts prompts and replies, and throttles in the words of the quota", async () => {
    const { emulator, pass } = limited({ tpm: 50 }, { engine: () => "word ".repeat(30) });
    expect((await ask(emulator)).status).toBe(200);
    expect(await told(await ask(emulator))).toEqual(quota);
    pass(60_000);
    expect((await ask(emulator)).status).toBe(200);
  });

  it("refuses a prompt that alone is too much", async () => {
    const { emulator } = limited({ tpm: 60 });
    expect(await told(await ask(emulator, userAsks("x".repeat(1000))))).toEqual(quota);
  });
});

describe("streams", () => {
  const stream = { stream: true };

  it("lets so many run at once", async () => {
    const { emulator } = limited({ streams: 1 });
    const first = await ask(emulator, stream);
    expect(await told(await ask(emulator, stream))).toEqual(crowd);
    expect((await ask(emulator)).status).toBe(200);
    await first.text();
    expect((await ask(emulator, stream)).status).toBe(200);
  });

  it("a stream that is left makes room", async () => {
    const { emulator } = limited({ streams: 1 }, { engine: () => [{ say: "a" }, { wait: 1e7 }] });
    const first = await ask(emulator, stream);
    const reader = first.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const second = await ask(emulator, stream);
    expect(second.status).toBe(200);
    await second.body?.cancel();
  });
});
