import type { Usage } from "@qwire/protocol";
import type { WholeChoice } from "../dialects/dialect.ts";
import type { ApiError } from "../http/api-error.ts";
import type { ChoiceEvent, ReplyEvent } from "./reply-event.ts";
import { pull } from "./source.ts";
import type { Source } from "./source.ts";
import type { Writing } from "./write-stream.ts";

/** What became of a plain reply. */
export type Completion =
  | { type: "body"; body: string }
  | { type: "failure"; error: ApiError }
  /** The body as far as it is to be sent. */
  | { type: "cut"; how: "close" | "reset"; body: string }
  | { type: "aborted" };

/** Folds the events into one JSON body. Usage is always there, as the service does it. */
export async function writeCompletion(
  events: Source<ReplyEvent>,
  writing: Writing,
  signal: AbortSignal,
): Promise<Completion> {
  try {
    return await fold(events, writing, signal);
  } finally {
    events.leave();
  }
}

async function fold(events: Source<ReplyEvent>, writing: Writing, signal: AbortSignal): Promise<Completion> {
  const drafts = new Map<number, Draft>();
  for (;;) {
    const pulled = pull(events, signal);
    const one = pulled instanceof Promise ? await pulled : pulled;
    if (one === null) return { type: "aborted" };
    switch (one.type) {
      case "choice": {
        const draft = drafts.get(one.choice) ?? {
          index: one.choice,
          content: "",
          thinking: null,
          logprobs: null,
          calls: [],
          finishReason: "stop",
        };
        drafts.set(one.choice, draft);
        add(draft, one.event);
        break;
      }
      case "usage":
        return { type: "body", body: write(drafts, one.usage, writing) };
      case "frame":
        return { type: "body", body: one.payload };
      case "failure":
        return one;
      case "end":
        break;
      case "cut": {
        const whole = write(drafts, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, writing);
        return { ...one, body: whole.slice(0, Math.ceil(whole.length / 2)) };
      }
    }
  }
}

type Draft = WholeChoice & { calls: Array<WholeChoice["calls"][number]> };

function write(drafts: ReadonlyMap<number, Draft>, usage: Usage, { dialect, envelope }: Writing): string {
  return JSON.stringify(dialect.completion(envelope, [...drafts.values()], usage));
}

function add(draft: Draft, event: ChoiceEvent): void {
  if (event.type === "text") {
    draft.content += event.text;
    const told = event.logprobs?.content ?? null;
    if (told !== null) draft.logprobs = { content: [...(draft.logprobs?.content ?? []), ...told] };
  } else if (event.type === "thinking") draft.thinking = (draft.thinking ?? "") + event.text;
  else if (event.type === "call")
    draft.calls.push({ index: event.index, id: event.id, name: event.name, arguments: "" });
  else if (event.type === "arguments") {
    const newest = draft.calls.at(-1);
    if (newest) newest.arguments += event.text;
  } else if (event.type === "finish") draft.finishReason = event.reason;
}
