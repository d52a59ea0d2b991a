// The tools of a real MCP server, in a process of its own, asked for by the emulator and run by ours.
import { createClient } from "@qwire/core";
import { mcpTools } from "@qwire/core/mcp";
import { inProcessTransport } from "@qwire/adapters/in-process";
import { createEmulator, script } from "@qwire/server";
import type { EmulatorOptions } from "@qwire/server";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const mcp = new Client({ name: "qwire-conformance", version: "1.0.0" });
const server = new StdioClientTransport({
  command: process.execPath,
  args: [new URL("fixtures/mcp-server.ts", import.meta.url).pathname],
  stderr: "pipe",
});
let complaints = "";

beforeAll(async () => {
  server.stderr?.on("data", (text: Buffer) => (complaints += text.toString()));
  await mcp.connect(server);
}, 20_000);
afterAll(() => mcp.close());

const chatWith = (options: EmulatorOptions) => {
  const emulator = createEmulator(options);
  const client = createClient({
    baseURL: "http://emulator/v1",
    apiKey: "any",
    transport: inProcessTransport(emulator.fetch),
  });
  return { emulator, chat: client.chat.completions };
};
const calling = (name: string, location = "杭州") =>
  chatWith({ engine: script([{ when: "", then: [{ call: name, with: { location } }, { say: "ok" }] }]) });
const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "?" }] };

describe("mcpTools", () => {
  it("offers a server's tools under names a chat takes, and runs them", async () => {
    const tools = await mcpTools(mcp);
    expect(tools.map(({ name }) => name)).toEqual(["weather_now", "weather_map", "weather_break", "weather_wait"]);
    expect(tools[0]?.wire.function).toMatchObject({
      description: "当你想查询指定城市的天气时非常有用。",
      parameters: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
    });
    const { chat, emulator } = calling("weather_now");
    const { messages } = await chat.run(request, { tools }).result();
    expect(messages[2]).toMatchObject({ role: "tool", name: "weather_now", content: "杭州今天是雨天。" });
    expect(emulator.calls[0]?.request.tools).toHaveLength(4);
  });
  it("tells the model the text of a result, and the kind of what is none", async () => {
    const { chat } = calling("weather_map");
    const { messages } = await chat.run(request, { tools: await mcpTools(mcp) }).result();
    expect(messages[2]?.content).toBe("The map of 杭州:\n[image image/png]\nBlue is rain.");
  });
  it("tells a failure, and arguments the server refuses, as failures", async () => {
    for (const [name, said] of [
      ["weather_break", "The sensor is broken."],
      ["weather_now", "nput validation error"],
    ] as const) {
      const { chat } = calling(name, 5 as never);
      const run = chat.run(request, { tools: await mcpTools(mcp) });
      expect((await run.result()).messages[2]?.content).toContain(said);
    }
  });
  it("cancels the call when the run is given up", async () => {
    const { chat } = calling("weather_wait");
    const run = chat.run(request, { tools: await mcpTools(mcp) });
    for await (const event of run) if (event.type === "tool-start") break;
    await expect.poll(() => complaints, { timeout: 15_000 }).toContain("cancelled");
  }, 20_000);
  it("takes a prefix, a choice, and who has to be asked", async () => {
    const tools = await mcpTools(mcp, {
      prefix: "home.",
      only: ({ name }) => name !== "weather.wait",
      needsApproval: ({ annotations }) => annotations?.readOnlyHint !== true,
    });
    expect(tools.map(({ name }) => name)).toEqual(["home_weather_now", "home_weather_map", "home_weather_break"]);
    const paused = await calling("home_weather_map").chat.run(request, { tools }).result();
    expect(paused).toMatchObject({ status: "paused", approvals: [{ input: { location: "杭州" } }] });
    const done = await calling("home_weather_now").chat.run(request, { tools }).result();
    expect(done).toMatchObject({ status: "finished" });
  });
});
