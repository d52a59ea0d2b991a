// Row 21: a run that paused here goes on in another process, over a real socket.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient, defineTool } from "@qwire/core";
import type { RunState } from "@qwire/core";
import { createEmulator, script } from "@qwire/server";
import { listen } from "@qwire/server/node";
import type { Listening } from "@qwire/server/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const emulator = createEmulator({
  engine: script([
    { when: "", then: [{ call: "remove_file", with: { path: "/tmp/a" }, id: "call_a" }, { say: "It is done." }] },
  ]),
});
const stateKey = "known to both processes";
let server: Listening;
let state: RunState;

beforeAll(async () => {
  server = await listen(emulator);
  const client = createClient({ baseURL: server.url, apiKey: "any", transport: fetchTransport() });
  const remove = defineTool({
    name: "remove_file",
    description: "Removes a file.",
    input: z.object({ path: z.string() }),
    needsApproval: true,
    run: () => "it must not run here",
  });
  const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "Remove it." }] };
  const run = client.chat.completions.run(request, { tools: [remove], stateKey });
  expect(await run.result()).toMatchObject({ status: "paused", approvals: [{ input: { path: "/tmp/a" } }] });
  state = run.state();
});
afterAll(() => server.close());

async function resumeElsewhere(
  decisions: object,
  given: object = state,
): Promise<{ pid: number } & Record<string, unknown>> {
  const file = new URL("fixtures/resume-run.ts", import.meta.url).pathname;
  const words = ["--conditions=@qwire/source", file, server.url, stateKey, JSON.stringify(decisions)];
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(given));
  return JSON.parse(await text(child.stdout));
}

describe("a paused run, in another process", () => {
  it("runs what was agreed to", async () => {
    const { pid, status, messages } = await resumeElsewhere({ call_a: true });
    expect(pid).not.toBe(process.pid);
    expect(status).toBe("finished");
    expect(messages).toMatchObject([
      { role: "user" },
      { role: "assistant", tool_calls: [{ id: "call_a" }] },
      { role: "tool", tool_call_id: "call_a", content: `/tmp/a was removed by process ${pid}` },
      { role: "assistant", content: "It is done." },
    ]);
  });
  it("tells the model what was refused", async () => {
    const { messages } = await resumeElsewhere({ call_a: { approve: false, reason: "not mine" } });
    expect(messages).toMatchObject([{}, {}, { content: expect.stringContaining("refused this call: not mine") }, {}]);
  });
  it("refuses a state somebody has changed on the way", async () => {
    const calls = state.calls.map((call) => ({ ...call, arguments: '{"path":"/etc"}' }));
    const requests = emulator.calls.length;
    const told = await resumeElsewhere({ call_a: true }, { ...state, calls });
    expect(told).toMatchObject({ code: "run_state_rejected", message: expect.stringContaining("changed since") });
    expect(emulator.calls).toHaveLength(requests);
  });
});
