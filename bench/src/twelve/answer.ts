import { payload } from "../workload/reply.ts";

/** What the service sends back to one request; `stalls`: the body never ends. */
export type Answer = {
  status: number;
  type: "text/event-stream" | "application/json";
  events: string[];
  stalls: boolean;
};

const stream: Answer = { status: 200, type: "text/event-stream", events: [], stalls: false };

/** Events of a stream, each a segment of its own. */
export function streamed(...payloads: string[]): Answer {
  return { ...stream, events: payloads.map((text) => `data: ${text}\n\n`) };
}

/** Events, then silence. */
export function stalled(...payloads: string[]): Answer {
  return { ...streamed(...payloads), stalls: true };
}

export function errorReply(status: number, body: string): Answer {
  return { ...stream, status, type: "application/json", events: [body] };
}

/** The body of an error as the compatible interface sends it. */
export function errorBody(code: string, message: string): string {
  return JSON.stringify({ error: { message, type: code, param: null, code }, request_id: "req-twelve" });
}

/** A chunk with this in it. */
export function delta(change: object): string {
  return payload(change, null);
}

/** The last chunk of a reply and the end mark. */
export function finish(reason: string): [string, string] {
  return [payload({ content: "" }, reason), "[DONE]"];
}

/** A chunk with a piece of a tool call; `name` and `args` left out are absent. */
export function callPiece({ index = 0, id, name, args }: CallPiece): string {
  const called = { ...(name === undefined ? {} : { name }), ...(args === undefined ? {} : { arguments: args }) };
  return delta({ content: null, tool_calls: [{ index, id, type: "function", function: called }] });
}

type CallPiece = { index?: number; id: string; name?: string | null; args?: string | null };
