import { describe, expect, it } from "vitest";
import { mcpTools } from "../src/mcp.ts";
import type { McpClient } from "../src/mcp.ts";

const inputSchema = { type: "object" };
const clientOf = (...pages: string[][]): McpClient => ({
  async listTools({ cursor = "0" } = {}) {
    const next = Number(cursor) + 1;
    const tools = (pages[Number(cursor)] ?? []).map((name) => ({ name, inputSchema }));
    return next < pages.length ? { tools, nextCursor: String(next) } : { tools };
  },
  callTool: async ({ name, arguments: given }) => ({ structuredContent: { name, given } }),
});

describe("mcpTools", () => {
  it("reads every page", async () => {
    const tools = await mcpTools(clientOf(["a"], ["b", "c"], [], ["d"]));
    expect(tools.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  });
  it("ends with a server that lists for ever", async () => {
    const endless: McpClient = {
      ...clientOf(),
      listTools: async () => ({ tools: [{ name: "a", inputSchema }], nextCursor: "again" }),
    };
    expect((await mcpTools(endless)).length).toBeLessThanOrEqual(100);
  });
  it("gives names a chat takes, each once", async () => {
    const long = "x".repeat(80);
    const tools = await mcpTools(clientOf(["a.b", "a_b", "a/b", long, `${long}y`, "时间", ""]));
    expect(tools.map(({ name }) => name)).toEqual([
      "a_b",
      "a_b_2",
      "a_b_3",
      "x".repeat(64),
      `${"x".repeat(62)}_2`,
      "__",
      "tool",
    ]);
  });
  it("calls the server by its own name, and tells structured content where there is no text", async () => {
    const [tool] = await mcpTools(clientOf(["a.b"]));
    const told = { signal: new AbortController().signal, context: undefined, toolCallId: "x", step: 0, messages: [] };
    expect(await tool?.run({ n: 1 }, told)).toBe('{"name":"a.b","given":{"n":1}}');
  });
});
