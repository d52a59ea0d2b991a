import type { JsonSchema } from "@qwire/protocol";
import { isRecord } from "./is-record.ts";
import type { Fields } from "./is-record.ts";
import { defineTool } from "./tools/define-tool.ts";
import type { Tool } from "./tools/define-tool.ts";

/** A tool as an MCP server lists it. */
export type McpTool = {
  name: string;
  description?: string | undefined;
  inputSchema: JsonSchema;
  annotations?: { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined } | undefined;
};

/** What is used of an MCP client; `Client` of `@modelcontextprotocol/sdk` fits. */
export type McpClient = {
  listTools(params?: { cursor?: string }): Promise<{ tools: McpTool[]; nextCursor?: string | undefined }>;
  callTool(
    params: { name: string; arguments?: { [field: string]: unknown } },
    resultSchema?: undefined,
    options?: { signal?: AbortSignal },
  ): Promise<{ [field: string]: unknown }>;
};

/** How the tools of one server are offered. */
export type McpToolsOptions = {
  /** Put before every name, so that two servers can have tools of one name. */
  prefix?: string;
  /** Which of them are offered. Default: all. */
  only?: (tool: McpTool) => boolean;
  /** Which of them a person has to agree to: `({ annotations }) => annotations?.readOnlyHint !== true`. Default: none. */
  needsApproval?: (tool: McpTool) => boolean;
  /** Longest one call may take, in milliseconds. Default: what the client allows. */
  timeoutMs?: number;
};

/** A tool of an MCP server, ready to be offered. */
export type McpToolHandle = Tool<string, { [field: string]: unknown }, string, never, unknown>;

/** A server that lists for ever is no server. */
const mostPages = 100;

/**
 * The tools of an MCP server as tools of a run. The server checks their input itself. Names that a chat does not take (`a.b`,
 * more than 64 characters) are changed, and the server still hears its own.
 *
 * @example client.chat.completions.run(request, { tools: [...(await mcpTools(mcpClient)), weather] })
 */
export async function mcpTools(client: McpClient, options: McpToolsOptions = {}): Promise<McpToolHandle[]> {
  const { prefix = "", only = () => true } = options;
  const listed = await listAll(client);
  const taken = new Set<string>();
  return listed.filter(only).map((tool) => {
    const name = freeName(prefix + tool.name, taken);
    taken.add(name);
    return toTool(tool, name, { client, options });
  });
}

async function listAll(client: McpClient): Promise<McpTool[]> {
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { tools: more, nextCursor } = await client.listTools(cursor === undefined ? {} : { cursor });
    tools.push(...more);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return tools;
}

const maxName = 64;

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = wanted.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, maxName) || "tool";
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "" : `_${count}`;
    const free = name.slice(0, maxName - suffix.length) + suffix;
    if (!taken.has(free)) return free;
  }
}

function toTool(
  tool: McpTool,
  name: string,
  { client, options }: { client: McpClient; options: McpToolsOptions },
): McpToolHandle {
  const { $schema: _, ...jsonSchema } = tool.inputSchema;
  return defineTool({
    name,
    description: tool.description ?? "",
    input: { jsonSchema, validate: (value: unknown) => ({ value: isRecord(value) ? value : {} }) },
    needsApproval: options.needsApproval?.(tool) ?? false,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    async run(input: Fields, { signal }) {
      const result = await client.callTool({ name: tool.name, arguments: input }, undefined, { signal });
      const text = toText(result);
      if (result["isError"] === true) throw new Error(text);
      return text;
    },
  });
}

/** What the model is told: the text of a result, what else there is by its kind; else the structured content. */
function toText({ content, structuredContent }: Fields): string {
  const parts = Array.isArray(content) ? content.map(partText) : [];
  return parts.length > 0 || structuredContent === undefined ? parts.join("\n") : JSON.stringify(structuredContent);
}

function partText(part: unknown): string {
  if (!isRecord(part)) return "";
  if (typeof part["text"] === "string") return part["text"];
  const { resource } = part;
  if (isRecord(resource) && typeof resource["text"] === "string") return resource["text"];
  const where = isRecord(resource) ? resource["uri"] : part["uri"];
  const facts = [part["type"], part["mimeType"], where].filter((fact) => typeof fact === "string");
  return `[${facts.join(" ")}]`;
}
