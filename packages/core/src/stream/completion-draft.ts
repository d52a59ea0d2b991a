import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChunkChoice,
  ChunkDelta,
  FinishReason,
  Logprobs,
  Usage,
} from "@qwire/protocol";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import type { ReplyEnd } from "./judge-arguments.ts";
import { createTextDraft } from "./create-text-draft.ts";
import type { TextDraft } from "./create-text-draft.ts";
import { createToolCallDrafts } from "./tool-call-drafts.ts";
import type { Tell, ToolCallDrafts } from "./tool-call-drafts.ts";

/** A reply while its chunks come in. */
export type CompletionDraft = {
  /** Takes a chunk and tells what it adds; `null`: nobody wants to know. */
  add(chunk: ChatCompletionChunk, tell: Tell | null): void;
  /** Whether every choice that began has its finish reason, and at least so many (and one at all) have begun. */
  isComplete(asked: number): boolean;
  /** Tells the finished tool calls; call it once the stream has ended. */
  end(tell: Tell): void;
  /** The reply as it stands; built anew at each call. */
  snapshot(): ChatCompletion;
  /** Whether the reply was longer than what is kept: then its snapshot has only the beginning. */
  isBeyond(): boolean;
};

type ChoiceDraft = {
  index: number;
  content: TextDraft;
  /** `null` until the model thinks aloud. */
  reasoning: TextDraft | null;
  maxKeptText: number;
  finishReason: FinishReason | null;
  /** Lists that grow: `content`, and whatever else a service tells beside it. */
  logprobs: { [field: string]: unknown[] };
  tools: ToolCallDrafts;
  /** Fields we do not know: texts are joined, anything else is replaced. */
  rest: Fields;
};

type Head = Omit<ChatCompletionChunk, "choices" | "object">;

/**
 * Starts an empty reply.
 *
 * @param maxKeptText most characters of the answer, and of the thinking, that are kept for the snapshot.
 */
export function createCompletionDraft(maxKeptText: number = Number.POSITIVE_INFINITY): CompletionDraft {
  const choices = new Map<number, ChoiceDraft>();
  let head: Head | null = null;
  let usage: Usage | null = null;

  const choiceAt = (index: number): ChoiceDraft => {
    const known = choices.get(index);
    if (known) return known;
    const madeId = (): string => (index === 0 ? `call_${head?.id ?? ""}` : `call_${head?.id ?? ""}_${index}`);
    const tools = createToolCallDrafts({ choice: index, madeId });
    const content = createTextDraft(maxKeptText);
    const empty = { reasoning: null, finishReason: null, logprobs: {}, rest: {} };
    const draft: ChoiceDraft = { index, content, maxKeptText, tools, ...empty };
    choices.set(index, draft);
    return draft;
  };

  const inOrder = (): ChoiceDraft[] => [...choices.values()].sort((a, b) => a.index - b.index);

  return {
    add(chunk, tell) {
      head = headOf(head, chunk);
      for (const choice of chunk.choices) addChoice(choiceAt(choice.index), choice, tell);
      if (chunk.usage) {
        usage = chunk.usage;
        tell?.({ type: "usage", usage });
      }
    },
    isComplete: (asked) =>
      choices.size >= Math.max(1, asked) && inOrder().every(({ finishReason }) => finishReason !== null),
    end(tell) {
      for (const { tools, finishReason } of inOrder()) tools.end(endOf(finishReason), tell);
    },
    snapshot: () => ({
      ...(head ?? { id: "", created: 0, model: "" }),
      object: "chat.completion",
      choices: inOrder().map(toChoice),
      usage,
    }),
    isBeyond: () => inOrder().some(({ content, reasoning }) => content.isBeyond() || reasoning?.isBeyond() === true),
  };
}

/** The first chunk's, unless a later one brings what it left empty. */
function headOf(head: Head | null, chunk: ChatCompletionChunk): Head {
  if (head !== null && head.id !== "" && head.model !== "") return head;
  const { choices: _, object: __, ...rest } = chunk;
  if (head === null) return rest;
  return { ...head, id: head.id || rest.id, model: head.model || rest.model, created: head.created || rest.created };
}

/** Withheld by moderation is cut as well: what the model wanted to say is not what is there. */
function endOf(finishReason: FinishReason | null): ReplyEnd {
  if (finishReason === null) return "cut";
  return finishReason === "length" || finishReason === "content_filter" ? "length" : "stop";
}

function addChoice(draft: ChoiceDraft, choice: ChunkChoice, tell: Tell | null): void {
  const { delta, finish_reason, logprobs, index } = choice;
  const { content, reasoning_content, tool_calls, audio } = delta;
  if (typeof reasoning_content === "string") {
    draft.reasoning ??= createTextDraft(draft.maxKeptText);
    draft.reasoning.add(reasoning_content);
    if (reasoning_content !== "") tell?.({ type: "reasoning-delta", delta: reasoning_content, choice: index });
  }
  if (typeof content === "string") {
    draft.content.add(content);
    if (content !== "") tell?.({ type: "text-delta", delta: content, choice: index });
  }
  if (audio?.data || audio?.transcript) {
    tell?.({ type: "audio-delta", data: audio.data ?? "", transcript: audio.transcript ?? "", choice: index });
  }
  tool_calls?.forEach((piece, position) => draft.tools.add(piece, position, tell));
  addRest(draft.rest, delta, isKnown);
  if (logprobs) addLogprobs(draft.logprobs, logprobs);
  if (finish_reason) draft.finishReason = finish_reason;
}

function addLogprobs(lists: ChoiceDraft["logprobs"], logprobs: Logprobs): void {
  for (const [field, entries] of Object.entries(logprobs)) {
    if (Array.isArray(entries)) (lists[field] ??= []).push(...entries);
  }
}

/** The fields of a delta that have a place of their own in the draft. */
function isKnown(field: string): boolean {
  return field === "content" || field === "role" || field === "reasoning_content" || field === "tool_calls";
}

/** Runs once per chunk and nearly always adds nothing, so it makes no list of the fields first. */
function addRest(rest: Fields, delta: ChunkDelta | Fields, isElsewhere: (field: string) => boolean): void {
  for (const field in delta) {
    if (isElsewhere(field) || !Object.hasOwn(delta, field)) continue;
    const value: unknown = Reflect.get(delta, field);
    if (value === null || value === undefined || value === "") continue;
    rest[field] = field === "id" ? value : joined(rest[field], value);
  }
}

/** Texts grow, objects are joined field by field (speech comes as `{ data, transcript }` pieces), the rest is replaced. */
function joined(before: unknown, value: unknown): unknown {
  if (typeof before === "string" && typeof value === "string") return before + value;
  if (!isRecord(before) || !isRecord(value)) return value;
  const both = { ...before };
  addRest(both, value, () => false);
  return both;
}

function toChoice(draft: ChoiceDraft): ChatCompletion["choices"][number] {
  const calls = draft.tools.calls();
  const reasoning = draft.reasoning?.text() ?? null;
  return {
    index: draft.index,
    message: {
      ...draft.rest,
      role: "assistant",
      content: draft.content.text() ?? (calls.length > 0 ? "" : null),
      ...(reasoning === null ? {} : { reasoning_content: reasoning }),
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    },
    finish_reason: draft.finishReason,
    // What was checked chunk by chunk is checked as a whole.
    ...(Object.keys(draft.logprobs).length > 0 ? { logprobs: { ...draft.logprobs } as Logprobs } : {}),
  };
}
