import type { ChatStream } from "../chat/chat-stream.ts";
import { frame, line } from "../chat/stream-format.ts";
import type { StreamFormat } from "../chat/stream-format.ts";
import type { ChatEvent } from "../events.ts";
import type { ParseEvent } from "../output/parse-events.ts";
import type { RunEvent, RunResult } from "../run/run-events.ts";
import type { Tool } from "../tools/define-tool.ts";
import { mapItems } from "./map-items.ts";

/** What any run tells, whatever its tools and its output are. */
export type AnyRunEvent = RunEvent<Tool<string, unknown, unknown, unknown>, unknown>;

/** A run, whatever its tools are. */
export type AnyRun = AsyncIterable<AnyRunEvent> & { state(): unknown };

/** A parse, whatever its schema is. */
export type AnyParse = AsyncIterable<ParseEvent<unknown>>;

/** The reply in pieces of text, each what one thing that has happened is in this format. */
export function replyPieces(
  reply: ChatStream | AnyRun | AnyParse,
  format: StreamFormat,
): AsyncIterator<string, undefined> {
  if (format === "text") return mapItems<Parameters<typeof textOf>[0]>(reply, textOf);
  if ("chunks" in reply) {
    return format === "sse" ? mapItems(reply.chunks(), frame) : mapItems<ChatEvent>(reply, line);
  }
  if ("state" in reply && format === "ndjson") return runLines(reply);
  const formats = "state" in reply ? '"ndjson" or "text"' : '"text"';
  throw new TypeError(`The format "${format}" is for stream(): use ${formats} here.`);
}

function textOf(event: ChatEvent | AnyRunEvent | ParseEvent<unknown>): string {
  return event.type === "text-delta" && event.choice === 0 ? event.delta : "";
}

/** The beginning of a step is told with its first news: by then it is known whether there is a reply at all. */
function runLines(run: AnyRun): AsyncIterator<string, undefined> {
  let held = "";
  return mapItems(run, (event) => {
    const text = held + line(forPage(event));
    held = event.type === "step-start" ? text : "";
    return held === "" ? text : "";
  });
}

/** What a page is told of it: no conversation and no state, which may hold what is the server's own. */
function forPage(event: AnyRunEvent): object {
  switch (event.type) {
    case "finish":
      return { type: "finish", result: resultForPage(event.result) };
    case "step-end":
    case "step-retry": {
      const [choice] = event.completion.choices;
      return { type: event.type, step: event.step, finishReason: choice?.finish_reason ?? null };
    }
    case "tool-error": {
      const { cause: _, ...error } = event.error;
      return { ...event, error };
    }
    default:
      return event;
  }
}

function resultForPage({ status, text, usage, output, approvals }: RunResult<unknown>): object {
  return { status, text, usage, output, approvals };
}
