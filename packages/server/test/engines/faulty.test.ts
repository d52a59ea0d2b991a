import { describe, expect, it } from "vitest";
import { createEmulator, faulty, script } from "../../src/index.ts";
import { chatRequest, userAsks } from "../support/ask.ts";

const engine = script([
  { when: "throttle", then: faulty(() => "never", "rate_limited") },
  { when: "cut", then: faulty(() => "one two three", "close>2 crlf") },
  { when: "half", then: faulty(async () => "one two three", "rate_limited@50%") },
  { then: "one two three" },
]);
const ask = (content: string, stream = true, emulator = createEmulator({ engine })): Promise<Response> =>
  emulator.fetch(chatRequest({ ...userAsks(content), stream }));

describe("faulty", () => {
  it("lets faults befall the replies of one engine, and of no other", async () => {
    for (const stream of [true, false]) {
      const response = await ask("throttle", stream);
      expect(response.status).toBe(429);
      expect(await response.json()).toMatchObject({ error: { code: "limit_requests" } });
      expect((await ask("hello", stream)).status).toBe(200);
    }
    const cut = await (await ask("cut")).text();
    expect(cut.match(/\r\n\r\n/g)).toHaveLength(2);
    expect(cut).not.toContain("[DONE]");
    await expect(ask("cut", false).then((response) => response.text())).rejects.toThrow();
  });

  it("is told in the journal once", async () => {
    const emulator = createEmulator({ engine });
    for (const content of ["throttle", "cut"]) await (await ask(content, true, emulator)).text();
    expect(emulator.calls.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["failed", 429],
      ["cut", 200],
    ]);
  });

  it("draws from the seed", async () => {
    const statuses = async (seed: number): Promise<number[]> => {
      const emulator = createEmulator({ engine, seed });
      const all: number[] = [];
      for (let request = 0; request < 20; request++) all.push((await ask("half", false, emulator)).status);
      return all;
    };
    expect(new Set(await statuses(1))).toEqual(new Set([200, 429]));
    expect(await statuses(1)).toEqual(await statuses(1));
    expect(await statuses(1)).not.toEqual(await statuses(2));
  });

  it("refuses a word nobody knows at once", () => {
    expect(() => faulty(() => "x", "nonsense")).toThrow('Unknown fault "nonsense"');
  });
});
