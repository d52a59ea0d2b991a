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

/**
 * Folds the events into one JSON body. Usage is always there, as the service does it. Gives a promise only where an event has to
 * be waited for.
 */
export function writeCompletion(
  events: Source<ReplyEvent>,
  writing: Writing,
  signal: AbortSignal,
): Completion | Promise<Completion> {
  const drafts: Drafts = new Map();
  const foldOn = (): Completion | Promise<Completion> => {
    for (;;) {
      const event = pull(events, signal);
      if (event instanceof Promise) return event.then((one) => fold(one, drafts, writing) ?? foldOn());
      const completion = fold(event, drafts, writing);
      if (completion !== null) return completion;
    }
  };
  try {
    const completion = foldOn();
    if (completion instanceof Promise) return completion.finally(() => events.leave());
    events.leave();
    return completion;
  } catch (error) {
    events.leave();
    throw error;
  }
}

type Draft = WholeChoice & { calls: Array<WholeChoice["calls"][number]> };
/** By the number of the choice. */
type Drafts = Map<number, Draft>;

/** Takes one event in; gives what became of the reply where it was the last. */
function fold(event: ReplyEvent | null, drafts: Drafts, writing: Writing): Completion | null {
  switch (event?.type) {
    case undefined:
      return { type: "aborted" };
    case "choice":
      add(draftOf(event.choice, drafts), event.event);
      return null;
    case "usage":
      return { type: "body", body: write(drafts, event.usage, writing) };
    case "frame":
      return { type: "body", body: event.payload };
    case "failure":
      return event;
    case "end":
      return null;
    case "cut": {
      const whole = write(drafts, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, writing);
      return { ...event, body: whole.slice(0, Math.ceil(whole.length / 2)) };
    }
  }
}

function draftOf(index: number, drafts: Drafts): Draft {
  const known = drafts.get(index);
  if (known !== undefined) return known;
  const draft: Draft = { index, content: "", thinking: null, logprobs: null, calls: [], finishReason: "stop" };
  drafts.set(index, draft);
  return draft;
}

function write(drafts: Drafts, usage: Usage, { dialect, envelope }: Writing): string {
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
