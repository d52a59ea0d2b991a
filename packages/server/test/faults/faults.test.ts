import { parseErrorBody } from "@qwire/protocol";
import type { ChatCompletion, ToolCall } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { EmulatorOptions, Step } from "../../src/index.ts";
import { chatRequest, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

const send = (
  faults: string,
  { stream = true, options = {} }: { stream?: boolean; options?: EmulatorOptions } = {},
): Promise<Response> =>
  createEmulator({ engine: () => "one two three", ...options }).fetch(
    chatRequest({ ...userAsks("hello"), stream }, { headers: { "x-qwire-fault": faults } }),
  );
const streamed = async (faults: string): Promise<string> => (await send(faults)).text();
const calling = async (faults: string): Promise<string> => {
  const request = { ...userAsks("北京天气如何?", { tools: simplified }), stream: true };
  return (await createEmulator().fetch(chatRequest(request, { headers: { "x-qwire-fault": faults } }))).text();
};

describe("faults in place of a reply", () => {
  it.each([
    ["rate_limited", 429, "limit_requests"],
    ["burst_limited", 429, "limit_burst_rate"],
    ["quota_throttled", 429, "insufficient_quota"],
    ["internal_error", 500, "internal_error"],
    ["service_overloaded", 503, "ServiceUnavailable"],
    ["arrears", 400, "Arrearage"],
    ["missing_api_key", 401, null],
  ])("%s", async (fault, status, code) => {
    for (const stream of [true, false]) {
      const response = await send(fault, { stream });
      expect(response.status).toBe(status);
      expect(parseErrorBody(await response.text())?.code).toBe(code);
    }
  });

  it("sse-error: a 400 framed as an event stream", async () => {
    const response = await send("sse-error");
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toMatch(/^data: {"error":/);
    expect(parseErrorBody(text)).toMatchObject({ code: "data_inspection_failed" });
  });

  it("event-error: the native frame, its status in a comment", async () => {
    expect(parseErrorBody(await streamed("event-error"))).toMatchObject({
      status: 429,
      code: "Throttling.AllocationQuota",
    });
  });

  it("html: a page under status 200", async () => {
    const response = await send("html");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html"]);
  });
});

describe("faults in a stream", () => {
  it("an error after so many events, and no [DONE]", async () => {
    expect(await streamed("internal_error>2")).toMatch(/^(data: .*\n\n){2}data: {"error".*\n\n$/);
  });

  it("close: ends early and cleanly", async () => {
    expect(await streamed("close>2")).toMatch(/^(data: {"model".*\n\n){2}$/);
  });

  it("reset: breaks after so many events, or bytes", async () => {
    await expect(streamed("reset>2")).rejects.toThrow("reset");
    await expect(streamed("reset=30")).rejects.toThrow("reset");
  });

  it("stall: sends nothing more, and lets go when its reader does", async () => {
    const reader = (await send("stall>1")).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^data: {/);
    const next = reader?.read();
    await reader?.cancel();
    expect((await next)?.done).toBe(true);
  });

  it("error-finish: the error as content", async () => {
    expect(await streamed("error-finish>1")).toMatch(/"finish_reason":"error_finish".*\n\ndata: \[DONE\]\n\n$/);
  });

  it("garbage, comments, empty data, a second finish", async () => {
    expect(await streamed("garbage>1")).toContain("\n\ndata: {not json\n\n");
    expect(await streamed("comments")).toMatch(/^: keep-alive\n\ndata: /);
    expect(await streamed("empty-data")).toMatch(/^data:\n\ndata: /);
    expect((await streamed("duplicate-finish")).match(/"finish_reason":"stop"/g)).toHaveLength(2);
  });

  it("other line ends, a byte order mark, any split", async () => {
    expect(await streamed("crlf")).toMatch(/^data: .*\r\n\r\n/);
    expect(await streamed("cr")).not.toContain("\n");
    const bytes = new Uint8Array(await (await send("bom,split=1")).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const reader = (await send("split=2")).body?.getReader();
    expect((await reader?.read())?.value?.byteLength).toBe(2);
    await reader?.cancel();
  });

  it("calls without ids, under a wrong index, with arguments cut", async () => {
    expect(await calling("missing-ids")).not.toContain('"id":"call_');
    expect(await calling("wrong-index")).toMatch(/"tool_calls":\[{"index":1,"id":"call_/);
    expect(await calling("truncated-arguments")).not.toContain('\\"}');
  });

  it("no-done: a good end without [DONE]", async () => {
    expect(await streamed("no-done")).toMatch(/"finish_reason":"stop".*\n\n$/);
  });
});

describe("faults in a plain reply", () => {
  it("close and reset break the body", async () => {
    await expect(send("reset", { stream: false }).then((response) => response.text())).rejects.toThrow();
  });
});

describe("faults in the calls of a plain reply", () => {
  const called = async (faults: string): Promise<ToolCall | undefined> => {
    const request = userAsks("北京天气如何?", { tools: simplified });
    const response = await createEmulator().fetch(chatRequest(request, { headers: { "x-qwire-fault": faults } }));
    return ((await response.json()) as ChatCompletion).choices[0]?.message.tool_calls?.[0];
  };

  it("missing ids, a wrong index, arguments cut", async () => {
    expect(await called("missing-ids")).not.toHaveProperty("id");
    expect(await called("wrong-index")).toHaveProperty("index", 1);
    const { function: cut } = (await called("truncated-arguments")) ?? {};
    expect(() => JSON.parse(cut?.arguments ?? "{}") as unknown).toThrow();
  });
});

describe("the journal tells how a spoilt reply ended", () => {
  it.each([
    ["close>2", true, "cut"],
    ["reset>2", true, "cut"],
    ["reset=30", true, "cut"],
    ["close", false, "cut"],
    ["internal_error>2", true, "failed"],
    ["rate_limited>0", true, "failed"],
    ["event-error>1", true, "failed"],
    ["error-finish", true, "failed"],
    ["comments split", true, "complete"],
    ["html", true, "failed"],
  ] as const)("%s, streamed %s: %s", async (faults, stream, outcome) => {
    const left = Promise.withResolvers<void>();
    async function* engine(): AsyncGenerator<Step> {
      try {
        yield { say: "one two three" };
      } finally {
        left.resolve();
      }
    }
    const emulator = createEmulator({ engine, faults });
    const response = await emulator.fetch(chatRequest({ ...userAsks("hello"), stream }));
    await response.text().catch(() => {});
    expect(emulator.calls).toMatchObject([{ outcome, elapsedMs: expect.any(Number) as unknown }]);
    // However it ended, the engine was let go; where it was never asked there is nothing to let go.
    if (faults !== "html") await left.promise;
  });

  it("stall: aborted, once its reader has left", async () => {
    const emulator = createEmulator({ engine: () => "one two three", faults: "stall>1" });
    const response = await emulator.fetch(chatRequest({ ...userAsks("hello"), stream: true }));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => emulator.calls[0]?.outcome).toBe("aborted");
  });
});

describe("split", () => {
  it("cuts at any byte, the same for the same seed", async () => {
    const sizes = async (seed: number): Promise<number[]> => {
      const response = await send("split", { options: { seed } });
      const all: number[] = [];
      for await (const piece of response.body ?? []) all.push(piece.byteLength);
      return all;
    };
    const first = await sizes(1);
    expect(new Set(first).size).toBeGreaterThan(5);
    expect(await sizes(1)).toEqual(first);
    expect(await sizes(2)).not.toEqual(first);
  });
});

describe("when faults befall", () => {
  const statuses = async (faults: string, seed = 1): Promise<number[]> => {
    const emulator = createEmulator({ engine: () => "ok", faults, seed });
    const all: number[] = [];
    for (let request = 0; request < 20; request++)
      all.push((await emulator.fetch(chatRequest(userAsks("hello")))).status);
    return all;
  };

  it("#n: the nth request", async () => {
    expect((await statuses("rate_limited#3")).map((status) => status === 429).indexOf(true)).toBe(2);
    expect((await statuses("rate_limited#3")).filter((status) => status === 429)).toHaveLength(1);
  });

  it("@p%: by chance, the same for the same seed", async () => {
    const drawn = await statuses("rate_limited@50%");
    expect(new Set(drawn)).toEqual(new Set([200, 429]));
    expect(await statuses("rate_limited@50%")).toEqual(drawn);
    expect(await statuses("rate_limited@50%", 2)).not.toEqual(drawn);
  });

  it("the journal tells of them", async () => {
    const emulator = createEmulator({ engine: () => "ok", faults: "rate_limited#1" });
    for (let request = 0; request < 2; request++) await (await emulator.fetch(chatRequest(userAsks("hello")))).text();
    expect(emulator.calls.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["failed", 429],
      ["complete", 200],
    ]);
  });

  it("a word nobody knows is refused, at once or with a 400", async () => {
    expect(() => createEmulator({ faults: "nonsense" })).toThrow(/Unknown fault "nonsense"/);
    const response = await send("nonsense");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Unknown fault");
  });
});
