import { strictEqual } from "node:assert/strict";
import { mcpTools } from "@qwire/core/mcp";
import type { McpClient } from "@qwire/core/mcp";

const mcp: McpClient = {
  listTools: async () => ({ tools: [{ name: "files.read", inputSchema: { type: "object" } }] }),
  callTool: async () => ({ content: [{ type: "text", text: "read" }] }),
};
const [tool] = await mcpTools(mcp, { prefix: "mcp_" });
strictEqual(tool?.name, "mcp_files_read");
