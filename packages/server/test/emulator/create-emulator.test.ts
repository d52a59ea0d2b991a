import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import type { Engine, Exchange, Reply, Step } from "../../src/index.ts";
import { createFetch } from "../../src/http/create-fetch.ts";
import { chatRequest, complete, payloads, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

describe("the same seed", () => {
  const asked = userAsks("北京天气如何?", { tools: simplified });
  const bytes = async (seed: number): Promise<string> => {
    const emulator = createEmulator({ seed });
    return [
      JSON.stringify(await complete(emulator, asked)),
      ...(await payloads(emulator, asked)),
      ...(await payloads(emulator, asked)),
    ].join("\n");
  };

  it("gives the same bytes, another one others", async () => {
    expect(await bytes(1)).toBe(await bytes(1));
    expect(await bytes(1)).not.toBe(await bytes(2));
  });

  it("does so in whatever order requests come", async () => {
    const [one, other] = [createEmulator({ seed: 1 }), createEmulator({ seed: 1 })];
    const first = await complete(one, userAsks("a"));
    await complete(other, userAsks("b"));
    expect(await complete(other, userAsks("a"))).toEqual(first);
  });

  it("gives a repeated request a new id", async () => {
    const emulator = createEmulator({ seed: 1 });
    expect((await complete(emulator, asked)).id).not.toBe((await complete(emulator, asked)).id);
  });
});

describe("calls", () => {
  it("tell what was asked and how it went", async () => {
    const emulator = createEmulator({
      engine: script([{ when: "fail", then: [{ fail: "rate_limited" }] }, { then: "hi" }]),
    });
    await complete(emulator, userAsks("hello"));
    await payloads(emulator, userAsks("hello"));
    await complete(emulator, userAsks("fail"));
    expect(emulator.calls.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["complete", 200],
      ["complete", 200],
      ["failed", 429],
    ]);
    expect(emulator.calls[0]).toMatchObject({ request: userAsks("hello"), steps: [{ say: "hi" }] });
    for (const { startedAt, elapsedMs } of emulator.calls) {
      expect(Math.abs(Date.now() - startedAt)).toBeLessThan(10_000);
      expect(elapsedMs).toBeGreaterThanOrEqual(0);
    }
    emulator.reset();
    expect(emulator.calls).toEqual([]);
  });

  it("are bounded, and hold no keys", async () => {
    const emulator = createEmulator({ maxCalls: 2, apiKeys: ["sk-secret"] });
    for (const content of ["a", "b", "c"]) {
      await emulator.fetch(chatRequest(userAsks(content), { headers: { authorization: "Bearer sk-secret" } }));
    }
    expect(emulator.calls.map(({ request }) => request.messages[0]?.content)).toEqual(["b", "c"]);
    expect(JSON.stringify(emulator.calls)).not.toContain("sk-secret");
  });
});

describe("a stream", () => {
  /** Counts how far the engine was driven. */
  function counting(): { engine: Engine; made(): number; signal(): AbortSignal | undefined; left: Promise<void> } {
    let made = 0;
    let signal: AbortSignal | undefined;
    const left = Promise.withResolvers<void>();
    async function* steps(): AsyncGenerator<Step> {
      try {
        for (;;) {
          made++;
          yield { say: `word ` };
        }
      } finally {
        left.resolve();
      }
    }
    return {
      engine: (_request, turn) => {
        signal = turn.signal;
        return steps();
      },
      made: () => made,
      signal: () => signal,
      left: left.promise,
    };
  }

  it("produces nothing before it is wanted", async () => {
    const { engine, made } = counting();
    const response = await createEmulator({ engine }).fetch(chatRequest({ ...userAsks("go"), stream: true }));
    expect(made()).toBe(1);
    const reader = response.body?.getReader();
    for (let pull = 0; pull < 6; pull++) await reader?.read();
    expect(made()).toBeLessThanOrEqual(6);
    await reader?.cancel();
  });

  it("stops the engine when its reader cancels", async () => {
    const { engine, signal, left } = counting();
    const emulator = createEmulator({ engine });
    const response = await emulator.fetch(chatRequest({ ...userAsks("go"), stream: true }));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await left;
    expect(signal()?.aborted).toBe(true);
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });

  it("stops the engine when the request's signal fires, and breaks for its reader", async () => {
    const { engine, left } = counting();
    const controller = new AbortController();
    const response = await createEmulator({ engine }).fetch(
      chatRequest({ ...userAsks("go"), stream: true }, { signal: controller.signal }),
    );
    const reader = response.body?.getReader();
    await reader?.read();
    controller.abort(new Error("enough"));
    await expect(reader?.read()).rejects.toThrow();
    await left;
  });

  it("stops even an engine that waits for ever", async () => {
    const emulator = createEmulator({ engine: () => [{ say: "a" }, { wait: 10_000_000 }, { say: "b" }] });
    const response = await emulator.fetch(chatRequest({ ...userAsks("go"), stream: true }));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    const pending = reader?.read();
    await reader?.cancel();
    await pending;
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });

  it("never splits a character", async () => {
    const text = "😀👨‍👩‍👧‍👦".repeat(40);
    const all = await payloads(createEmulator({ engine: () => text }), userAsks("go"));
    const said = all
      .slice(1, -2)
      .map(
        (payload) => (JSON.parse(payload) as { choices: [{ delta: { content: string } }] }).choices[0].delta.content,
      );
    expect(said.join("")).toBe(text);
    expect(said.every((piece) => piece.isWellFormed())).toBe(true);
  });
});

describe("a reply nobody reads", () => {
  const steps = (left: () => void) =>
    async function* (): AsyncGenerator<Step> {
      try {
        yield { say: "a" };
        yield { say: "b" };
      } finally {
        left();
      }
    };
  const exchange = (signal: AbortSignal, faults = ""): Exchange => ({
    method: "POST",
    path: "/v1/chat/completions",
    header: (name) => (name === "x-qwire-fault" ? faults : undefined),
    body: JSON.stringify({ ...userAsks("go"), stream: true }),
    signal,
  });

  it.each(["", "comments", "split=1"])("stops its engine, left before its first event (faults: %s)", async (faults) => {
    const left = Promise.withResolvers<void>();
    const emulator = createEmulator({ engine: steps(left.resolve) });
    const { body } = await emulator.handle(exchange(new AbortController().signal, faults));
    if (typeof body === "string") throw new Error("no stream");
    await body[Symbol.asyncIterator]().return?.();
    await left.promise;
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });

  it("is aborted where the client leaves before there is anything to send", async () => {
    const controller = new AbortController();
    const emulator = createEmulator({ engine: () => [{ wait: 10_000_000 }, { say: "a" }] });
    for (const stream of [true, false]) {
      const reply = emulator.fetch(chatRequest({ ...userAsks("go"), stream }, { signal: controller.signal }));
      reply.catch(() => {});
      await expect.poll(() => emulator.calls.length).toBe(stream ? 1 : 2);
    }
    controller.abort();
    await expect.poll(() => emulator.calls.map(({ outcome }) => outcome)).toEqual(["aborted", "aborted"]);
  });

  it.each([[[{ wait: 10_000_000 }]], [[{ say: "a" }, { wait: 10_000_000 }]]])(
    "hears that the client leaves where nobody holds its request any more: %j",
    async (steps) => {
      setFlagsFromString("--expose-gc");
      const collect = runInNewContext("gc") as () => void;
      const controller = new AbortController();
      const emulator = createEmulator({ engine: () => steps });
      const replying = emulator.fetch(chatRequest({ ...userAsks("go"), stream: true }, { signal: controller.signal }));
      replying.catch(() => {});
      if (steps.length > 1) await (await replying).body?.getReader().read();
      await expect.poll(() => emulator.calls.length).toBe(1);
      for (let times = 0; times < 3; times++) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      controller.abort();
      await expect.poll(() => emulator.calls[0]?.outcome).toBe("aborted");
    },
  );

  it("is aborted where the client leaves just as it is ready", async () => {
    const left = Promise.withResolvers<void>();
    const controller = new AbortController();
    const emulator = createEmulator({ engine: steps(left.resolve) });
    const handle = async (one: Exchange): Promise<Reply> => {
      const reply = await emulator.handle(one);
      controller.abort();
      return reply;
    };
    const fetch = createFetch(handle);
    await expect(
      fetch(chatRequest({ ...userAsks("go"), stream: true }, { signal: controller.signal })),
    ).rejects.toThrow();
    await left.promise;
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });
});
