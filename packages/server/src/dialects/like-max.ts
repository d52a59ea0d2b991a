import type { Usage } from "@qwire/protocol";
import type { ChoiceEvent } from "../reply/reply-event.ts";
import { afterThinking } from "./after-thinking.ts";
import type { ChoiceState, Dialect, Envelope, WholeChoice } from "./dialect.ts";
import { wholeMessage } from "./whole-message.ts";

type CallStart = Extract<ChoiceEvent, { type: "call" }>;
type CallPiece = Extract<ChoiceEvent, { type: "arguments" }>;

/** How a dialect writes tool calls; each gives entries of `tool_calls`, or `null` to send nothing. */
export type CallWriting = {
  callIdLength: number;
  start(call: CallStart): object[] | null;
  piece(call: CallPiece): object[];
  /** Sent after a call's last piece, in a choice of `delta` and `index` alone. */
  end: ((call: { index: number }) => object[]) | null;
};

/**
 * Everything but tool calls as qwen3-max writes it (recorded February 2026): full choices, `content: null` beside calls
 * and thinking, `delta: {}` at the end of calls.
 */
export function likeMax(calls: CallWriting): Dialect {
  return {
    callIdLength: calls.callIdLength,
    chunkChoices: (index, event, state) => chunkChoices(index, event, { state, calls }),
    chunk: (envelope, choices) => chunk(envelope, choices, null),
    usageChunk: (envelope, usage) => chunk(envelope, [], usage),
    completion: ({ created, model, id }, choices, usage) => ({
      choices: choices.map(wholeChoice),
      object: "chat.completion",
      usage,
      created,
      system_fingerprint: null,
      model,
      id,
    }),
  };
}

function chunk({ created, model, id }: Envelope, choices: object[], usage: Usage | null): object {
  return { choices, object: "chat.completion.chunk", usage, created, system_fingerprint: null, model, id };
}

function chunkChoices(
  index: number,
  event: ChoiceEvent,
  { state, calls }: { state: ChoiceState; calls: CallWriting },
): object[] {
  if (event.type === "text") return textChoices(index, event, state);
  const opening = (delta: object): object => ({ delta, index, logprobs: null, finish_reason: null });
  const body = (delta: object): object => ({ delta, finish_reason: null, index, logprobs: null });
  switch (event.type) {
    case "thinking": {
      const thought = body({ content: null, reasoning_content: event.text });
      return state.fresh ? [opening({ content: null, role: "assistant", reasoning_content: "" }), thought] : [thought];
    }
    case "call": {
      const tool_calls = calls.start(event);
      if (tool_calls === null) return state.fresh ? [opening({ content: "", role: "assistant" })] : [];
      return [body({ content: null, tool_calls, ...(state.fresh ? { role: "assistant" } : {}) })];
    }
    case "arguments":
      return [body({ content: null, tool_calls: calls.piece(event) })];
    case "call-end":
      return calls.end === null ? [] : [{ delta: { tool_calls: calls.end(event) }, index }];
    case "finish": {
      const delta = state.calling ? {} : { content: "", ...afterThinking(state) };
      const finish = { finish_reason: event.reason, delta, index, logprobs: null };
      return state.fresh ? [opening({ content: "", role: "assistant" }), finish] : [finish];
    }
  }
}

/** Most events are texts, so they are written without spreading. */
function textChoices(
  index: number,
  { text: content, logprobs }: Extract<ChoiceEvent, { type: "text" }>,
  { thought, fresh }: ChoiceState,
): object[] {
  const delta = thought ? { content, reasoning_content: null } : { content };
  const choice = { delta, finish_reason: null, index, logprobs };
  if (!fresh) return [choice];
  return [{ delta: { content: "", role: "assistant" }, index, logprobs: null, finish_reason: null }, choice];
}

function wholeChoice(choice: WholeChoice): object {
  const { index, finishReason, logprobs } = choice;
  return { message: wholeMessage(choice), finish_reason: finishReason, index, logprobs };
}
