import { encodeSse } from "../http/encode-sse.ts";

type ToolCall = { index?: number; id?: string; function?: { name?: string; arguments?: string } };
type Chunk = { choices?: Array<{ delta?: { tool_calls?: ToolCall[] } }> };

/** Changes the tool calls of one chunk. @param next the event behind it: arguments end where no more of them follow */
export function editChunk(
  event: string,
  fault: "missing-ids" | "wrong-index" | "truncated-arguments",
  next: string,
): string {
  if (!event.includes('"tool_calls":[')) return event;
  // Boundary: an event of our own dialects.
  const chunk = JSON.parse(event.slice("data: ".length)) as Chunk;
  for (const call of (chunk.choices ?? []).flatMap(({ delta }) => delta?.tool_calls ?? [])) {
    if (fault === "missing-ids") delete call.id;
    else if (fault === "wrong-index") {
      if (call.function?.name) call.index = (call.index ?? 0) + 1;
    } else if (call.function !== undefined && !hasArguments(next)) call.function.arguments = "";
  }
  return encodeSse(JSON.stringify(chunk));
}

function hasArguments(event: string): boolean {
  return /"arguments":"[^"]/.test(event);
}
