import type { ChatMessage } from "../chat-message.ts";

/** How the tool calls and tool answers of a conversation fit together. Positions are indexes. */
export type ToolHistory = {
  /** Calls that no tool message answers right after the assistant's. */
  unanswered: Array<{ message: number; call: number; id: string; name: string }>;
  /** Tool messages that answer no open call. */
  orphans: number[];
  /** Tool messages without an id, and the one open call they must mean (both documents write them so). */
  nameless: Array<{ message: number; id: string }>;
};

/** Pairs every call with the tool messages that follow its message at once. */
export function readToolHistory(messages: readonly ChatMessage[]): ToolHistory {
  const history: ToolHistory = { unanswered: [], orphans: [], nameless: [] };
  let open: ToolHistory["unanswered"] = [];
  messages.forEach((message, at) => {
    if (message.role !== "tool") {
      history.unanswered.push(...open);
      open = message.role === "assistant" ? callsOf(message, at) : [];
      return;
    }
    const id = message.tool_call_id ?? "";
    const answered = open.find((call) => call.id === id) ?? (id === "" && open.length === 1 ? open[0] : undefined);
    if (answered === undefined) history.orphans.push(at);
    else if (id === "" && answered.id !== "") history.nameless.push({ message: at, id: answered.id });
    open = open.filter((call) => call !== answered);
  });
  history.unanswered.push(...open);
  return history;
}

function callsOf(message: ChatMessage, at: number): ToolHistory["unanswered"] {
  if (message.role !== "assistant") return [];
  return (message.tool_calls ?? []).map(({ id, function: { name } }, call) => ({
    message: at,
    call,
    id: id ?? "",
    name,
  }));
}
