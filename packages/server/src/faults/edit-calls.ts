import { encodeSse } from "../http/encode-sse.ts";

/** Faults of tool calls. */
export type CallFault = "missing-ids" | "wrong-index" | "truncated-arguments";

type ToolCall = { index?: number; id?: string; function?: { name?: string; arguments?: string } };
type WithCalls = { choices?: Array<{ delta?: { tool_calls?: ToolCall[] }; message?: { tool_calls?: ToolCall[] } }> };

const calls = '"tool_calls":[';

function isCallFault(word: string): word is CallFault {
  return word === "missing-ids" || word === "wrong-index" || word === "truncated-arguments";
}

/** Changes the tool calls of a plain reply; any other word leaves it alone. */
export function editCompletion(body: string, word: string): string {
  if (!isCallFault(word) || !body.includes(calls)) return body;
  return edited(body, (call) => editCall(call, word, { isFirst: true, isLast: true }));
}

/** Changes the tool calls of one chunk. @param next the event behind it: arguments end where no more of them follow */
export function editChunk(event: string, fault: CallFault, next: string): string {
  if (!event.includes(calls)) return event;
  const isLast = !/"arguments":"[^"]/.test(next);
  const payload = event.slice("data: ".length);
  return encodeSse(edited(payload, (call) => editCall(call, fault, { isFirst: Boolean(call.function?.name), isLast })));
}

function edited(payload: string, edit: (call: ToolCall) => void): string {
  // Boundary: a payload of our own dialects.
  const body = JSON.parse(payload) as WithCalls;
  for (const { delta, message } of body.choices ?? [])
    for (const call of (delta ?? message)?.tool_calls ?? []) edit(call);
  return JSON.stringify(body);
}

function editCall(call: ToolCall, fault: CallFault, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): void {
  const text = call.function?.arguments ?? "";
  if (fault === "missing-ids") delete call.id;
  else if (fault === "wrong-index" && isFirst) call.index = (call.index ?? 0) + 1;
  else if (fault === "truncated-arguments" && isLast && call.function !== undefined && text !== "")
    call.function.arguments = text.slice(0, Math.floor(text.length / 2));
}
