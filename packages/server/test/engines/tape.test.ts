import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer, createEmulator, memoryTape, record, replay, upstream } from "../../src/index.ts";
import type { Emulator, Engine, Step, Tape } from "../../src/index.ts";
import { folderTape, listen } from "../../src/node.ts";
import { chatRequest, complete, payloads, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "qwire-tape-"));
});
afterEach(() => rm(folder, { recursive: true }));

const recorder = (tape: Tape, engine: Engine = answer()): Emulator =>
  createEmulator({ engine: record(engine, tape), models: "any" });
const player = (tape: Tape): Emulator => createEmulator({ engine: replay(tape), models: "any" });

describe("record and replay", () => {
  it.each(["memory", "a folder"])("gives the same bytes again, from %s", async (where) => {
    const tape = where === "memory" ? memoryTape() : folderTape(join(folder, "new", "tape"));
    const requests = [
      userAsks("你好"),
      userAsks("杭州天气?", { tools: simplified }),
      userAsks("杭州天气?", { tools: simplified, stream: true }),
      userAsks("hello", { n: 2 }),
      userAsks("think", { model: "qwq-plus", stream: true }),
      userAsks("seed", { seed: 9007199254740993n as unknown as number }),
    ];
    const ask = async (emulator: Emulator): Promise<string[]> => {
      const texts: string[] = [];
      for (const request of requests) {
        const { seed, ...rest } = request;
        const body = `${JSON.stringify(rest).slice(0, -1)}${seed ? `,"seed":${String(seed)}` : ""}}`;
        texts.push(await (await emulator.fetch(chatRequest(body))).text());
      }
      return texts;
    };
    const options = { models: "any", seed: 7 } as const;
    const recorded = await ask(createEmulator({ ...options, engine: record(answer(), tape) }));
    expect(await ask(createEmulator({ ...options, engine: replay(tape) }))).toEqual(recorded);
    expect(await tape.names()).toHaveLength(requests.length + 1);
    expect(recorded.join()).not.toContain('"error"');
  });

  it("keeps a file people can read, and the same one in every run", async () => {
    const names: string[][] = [];
    for (let times = 0; times < 2; times++) {
      await complete(recorder(folderTape(folder)), userAsks("你好", { temperature: 0.5 }));
      names.push(await readdir(folder));
    }
    expect(names[0]).toEqual(names[1]);
    expect(names[0]?.[0]).toMatch(/^qwen-plus-[0-9a-f]{16}\.json$/);
    const text = await readFile(join(folder, names[0]?.[0] ?? ""), "utf8");
    expect(text.split("\n").slice(0, 4)).toEqual([
      "{",
      '  "version": 1,',
      '  "request": {',
      '    "model": "qwen-plus",',
    ]);
    expect(text).toMatch(/\n {4}\{"atMs":\d+,"say":"这是 qwire 模拟器的回答/);
  });

  it("holds no credentials", async () => {
    const front = createEmulator({
      engine: record(upstream({ baseURL: (await service()).url, apiKey: "sk-secret-up" }), folderTape(folder)),
      apiKeys: ["sk-secret-front"],
    });
    const headers = { authorization: "Bearer sk-secret-front", cookie: "secret=1", "x-own": "secret-2" };
    expect((await front.fetch(chatRequest(userAsks("hello"), { headers }))).status).toBe(200);
    const [file = ""] = await readdir(folder);
    expect(await readFile(join(folder, file), "utf8")).not.toMatch(/secret/);
  });

  it("is asked by the whole request, whatever the order of its keys", async () => {
    const tape = memoryTape();
    await complete(recorder(tape), userAsks("hello", { temperature: 0.5 }));
    const { messages } = userAsks("hello");
    const turned = { temperature: 0.5, messages, model: "qwen-plus" };
    expect((await player(tape).fetch(chatRequest(turned))).status).toBe(200);
  });

  it("names the nearest recording and where it differs, and no value", async () => {
    const tape = memoryTape();
    const emulator = recorder(tape);
    await complete(emulator, userAsks("hello", { temperature: 0.5 }));
    await complete(emulator, userAsks("something else", { model: "qwen-max", top_p: 0.3 }));
    const reply = await player(tape).fetch(chatRequest(userAsks("private words", { temperature: 0.5 })));
    expect(reply.status).toBe(404);
    const text = await reply.text();
    expect(text).toMatch(/The nearest is qwen-plus-[0-9a-f]{16}, which differs at messages\[0\]\.content\./);
    expect(text).not.toContain("private");
    const empty = await player(memoryTape()).fetch(chatRequest(userAsks("hello")));
    expect(await empty.text()).toContain("The tape is empty.");
  });

  it("names the nearest recording by the file it is in, where a folder holds it", async () => {
    await complete(recorder(folderTape(folder)), userAsks("hello"));
    const [file = ""] = await readdir(folder);
    const reply = await player(folderTape(folder)).fetch(chatRequest(userAsks("goodbye")));
    expect(await reply.text()).toContain(`The nearest is ${file}, which differs at messages[0].content.`);
  });

  it("answers otherwise what was never recorded, and so records the rest", async () => {
    const tape = memoryTape();
    let asked = 0;
    const engine: Engine = () => `answer ${(asked += 1)}`;
    const both = createEmulator({ engine: replay(tape, { otherwise: record(engine, tape) }) });
    const texts = [];
    for (const question of ["a", "b", "a"])
      texts.push((await complete(both, userAsks(question))).choices[0]?.message.content);
    expect(texts).toEqual(["answer 1", "answer 2", "answer 1"]);
  });

  it("tells equal requests apart by their turn, and at last repeats itself", async () => {
    const tape = memoryTape();
    let asked = 0;
    const first = recorder(tape, () => `answer ${(asked += 1)}`);
    for (let times = 0; times < 2; times++) await complete(first, userAsks("again"));
    const again = player(tape);
    const texts = [];
    for (let times = 0; times < 4; times++)
      texts.push((await complete(again, userAsks("again"))).choices[0]?.message.content);
    expect(texts).toEqual(["answer 1", "answer 2", "answer 2", "answer 2"]);
  });

  it("counts only what it keeps", async () => {
    const tape = memoryTape();
    let asked = 0;
    const engine: Engine = () => ((asked += 1) > 1 ? `answer ${asked}` : [{ wait: 10_000_000 }]);
    const emulator = recorder(tape, engine);
    const controller = new AbortController();
    const leaving = emulator.fetch(chatRequest(userAsks("again"), { signal: controller.signal }));
    await expect.poll(() => asked).toBe(1);
    controller.abort();
    await leaving.catch(() => {});
    await complete(emulator, userAsks("again"));
    expect((await complete(player(tape), userAsks("again"))).choices[0]?.message.content).toBe("answer 2");
    expect(await tape.names()).toEqual([expect.stringMatching(/^qwen-plus-[0-9a-f]{16}$/)]);
  });

  it("plays what is left of equal requests where a file is gone", async () => {
    const tape = folderTape(folder);
    let asked = 0;
    const first = recorder(tape, () => `answer ${(asked += 1)}`);
    for (let times = 0; times < 12; times++) await complete(first, userAsks("again"));
    const [name = ""] = (await readdir(folder)).toSorted((a, b) => a.length - b.length);
    for (const gone of [name, name.replace(".json", "-3.json")]) await rm(join(folder, gone));
    const again = player(tape);
    const texts = [];
    for (let times = 0; times < 11; times++)
      texts.push((await complete(again, userAsks("again"))).choices[0]?.message.content);
    expect(texts).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12].map((one) => `answer ${one}`));
  });

  it("keeps refusals and cuts, and nothing the client left or that was never answered", async () => {
    const tape = memoryTape();
    const whole = recorder(memoryTape(), () => [{ frame: "{}" }, { frame: "never sent" }]);
    expect(await complete(whole, userAsks("whole"))).toEqual({});
    const failing = recorder(tape, () => [{ say: "a" }, { fail: "rate_limited" }]);
    const failed = await payloads(failing, userAsks("fail"));
    expect(await payloads(player(tape), userAsks("fail"))).toHaveLength(failed.length);
    expect(await tape.names()).toHaveLength(1);

    await recorder(tape, upstream({ baseURL: "http://127.0.0.1:9/v1" })).fetch(chatRequest(userAsks("away")));
    const controller = new AbortController();
    const slow = recorder(tape, () => [{ say: "a" }, { wait: 10_000_000 }]);
    const request = chatRequest({ ...userAsks("left"), stream: true }, { signal: controller.signal });
    const reply = await slow.fetch(request);
    await reply.body?.getReader().read();
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await tape.names()).toHaveLength(1);
  });

  it("plays at the pace it was recorded in, faster, or at once", async () => {
    const tape = memoryTape();
    let now = 0;
    const engine: Engine = async function* () {
      for (const say of ["a", "b"]) {
        now += 1000;
        yield { say };
      }
    };
    await complete(createEmulator({ engine: record(engine, tape), now: () => now }), userAsks("hello"));
    const waits = async (speed: number): Promise<Step[]> => {
      const emulator = createEmulator({ engine: replay(tape, { speed }) });
      await complete(emulator, userAsks("hello"));
      return (emulator.calls[0]?.steps ?? []).filter((step) => "wait" in step);
    };
    expect(await waits(100)).toEqual([{ wait: 10 }, { wait: 10 }]);
    expect(await waits(Infinity)).toEqual([]);
    expect(() => replay(tape, { speed: 0 })).toThrow(TypeError);
  });

  it("keeps any payload byte for byte", async () => {
    const payload = fc.oneof(
      fc.json(),
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constant('{"a":1.50,"b":"\\u4f60"}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(payload, { minLength: 1, maxLength: 4 }), async (frames) => {
        const tape = memoryTape();
        const plain = frames.map((frame) => frame.replaceAll(/[\r\n]/g, " ")).filter((frame) => frame !== "");
        const engine: Engine = () => plain.map((frame) => ({ frame }));
        const recorded = await payloads(recorder(tape, engine), userAsks("frames"));
        expect(await payloads(player(tape), userAsks("frames"))).toEqual(recorded);
      }),
      { numRuns: 200 },
    );
  });

  it("says which file is no recording", async () => {
    await complete(recorder(folderTape(folder)), userAsks("hello"));
    const [file = ""] = await readdir(folder);
    await writeFile(join(folder, file), "{");
    const reply = await player(folderTape(folder)).fetch(chatRequest(userAsks("hello")));
    expect(reply.status).toBe(500);
    expect(await reply.text()).toContain(`${file} is not JSON.`);
  });
});

const services: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  for (const one of services.splice(0)) await one.close();
});

async function service(): Promise<Awaited<ReturnType<typeof listen>>> {
  const listening = await listen(createEmulator());
  services.push(listening);
  return listening;
}
