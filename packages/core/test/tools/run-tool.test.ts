import { describe, expect, it } from "vitest";
import type { AnyTool } from "../../src/tools/define-tool.ts";
import { runTool } from "../../src/tools/run-tool.ts";
import { fakeClock } from "../fixtures/fake-clock.ts";
import { spyingController } from "../fixtures/spying-signal.ts";
import { clockTool, weather } from "../fixtures/tools.ts";

const call = (name: string, args = "") =>
  ({ type: "tool-call", toolCallId: "a", name, arguments: args, state: "complete", choice: 0 }) as const;
const setUp = (...tools: AnyTool[]) => {
  const { controller, listeners } = spyingController();
  const clock = fakeClock();
  const options = {
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    signal: controller.signal,
    clock,
    context: undefined,
    step: 0,
    messages: [],
    repair: null,
    onStart: () => undefined,
    onProgress: () => undefined,
  };
  return { options, controller, listeners, clock };
};

describe("runTool", () => {
  it("takes its listener and its timer back, however the tool ends", async () => {
    const slow = { ...clockTool, name: "slow", timeoutMs: 50, run: () => new Promise<never>(() => undefined) };
    const bad = { ...clockTool, name: "bad", timeoutMs: 50, run: () => Promise.reject(new Error("no")) };
    const { options, listeners, clock } = setUp({ ...clockTool, timeoutMs: 50 }, slow, bad, weather);
    for (const name of ["clock", "bad", "weather", "nobody"]) await runTool(call(name), options);
    const late = runTool(call("slow"), options);
    await clock.advance(50);
    expect(await late).toMatchObject({ ok: false, error: { kind: "timeout" } });
    expect([listeners(), clock.pending()]).toEqual([0, 0]);
  });
  it("throws the signal's reason, and nothing else", async () => {
    const { options, controller, listeners } = setUp(clockTool);
    controller.abort("enough");
    await expect((async () => runTool(call("clock"), options))()).rejects.toBe("enough");
    expect(listeners()).toBe(0);
  });
  it("tells a name of the model shortly, and what there is instead", async () => {
    const { options } = setUp(clockTool);
    const { message } = await runTool(call("x".repeat(5000)), options);
    expect(message.content).toBe(`Error: There is no tool "${"x".repeat(64)}". Available tools: clock.`);
    const none = await runTool(call("clock"), setUp().options);
    expect(none.message.content).toBe('Error: There is no tool "clock". No tools are available.');
  });
});
