import type { Usage } from "@qwire/protocol";
import type { ChoiceEvent } from "../reply/reply-event.ts";
import { afterThinking } from "./after-thinking.ts";
import type { ChoiceState, Dialect, WholeChoice } from "./dialect.ts";

/**
 * qwen-plus and qwen-turbo, February to April 2026 (recorded): `role: null` in every body delta, choices without
 * `finish_reason` until the last, the call's id repeated once with `name: ""` and empty from then on. How these models
 * stream thinking is not recorded; it is written like the newer models do, with the `role: null` of this dialect.
 */
export const plus: Dialect = {
  callIdLength: 22,
  chunkChoices,
  chunk: ({ id, created, model }, choices, first) =>
    first
      ? { model, id, created, object: "chat.completion.chunk", usage: null, choices }
      : { model, id, choices, created, object: "chat.completion.chunk", usage: null },
  usageChunk: ({ id, created, model }, usage) => ({
    model,
    id,
    choices: [],
    created,
    object: "chat.completion.chunk",
    usage: orderUsage(usage),
  }),
  completion: ({ id, created, model }, choices, usage) => ({
    model,
    id,
    choices: choices.map(wholeChoice),
    created,
    object: "chat.completion",
    usage: orderUsage(usage),
  }),
};

function chunkChoices(index: number, event: ChoiceEvent, state: ChoiceState): object[] {
  if (event.type === "text") return textChoices(index, event, state);
  const opening = (delta: object): object => ({ logprobs: null, index, delta });
  const body = (delta: object): { delta: object; index: number } => ({ delta: { ...delta, role: null }, index });
  switch (event.type) {
    case "thinking": {
      const thought = body({ content: null, reasoning_content: event.text });
      return state.fresh ? [opening({ content: null, role: "assistant", reasoning_content: "" }), thought] : [thought];
    }
    case "call": {
      const { index: at, id, name } = event;
      const tool_calls = [{ index: at, id, type: "function", function: { name, arguments: "" } }];
      return [
        state.fresh ? opening({ content: "", role: "assistant", tool_calls }) : body({ content: "", tool_calls }),
      ];
    }
    case "arguments": {
      const { index: at, id, text } = event;
      if (event.first) {
        const tool_calls = [{ index: at, id, type: "function", function: { name: "", arguments: text } }];
        return [body({ content: "", tool_calls })];
      }
      const tool_calls = [{ function: { arguments: text }, index: at, id: "", type: "function" }];
      return [{ delta: { tool_calls, content: "" }, index }];
    }
    case "call-end":
      return [];
    case "finish": {
      const delta = state.calling ? {} : { content: "", ...afterThinking(state), role: null };
      const finish = { delta, index, finish_reason: event.reason };
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
  const delta = thought ? { content, reasoning_content: null, role: null } : { content, role: null };
  const choice = logprobs === null ? { delta, index } : { delta, index, logprobs };
  return fresh ? [{ logprobs: null, index, delta: { content: "", role: "assistant" } }, choice] : [choice];
}

/** Left out where nobody asked for them. */
function logprobsOf({ logprobs }: Pick<WholeChoice, "logprobs">): object {
  return logprobs === null ? {} : { logprobs };
}

function wholeChoice(choice: WholeChoice): object {
  const { index, content, thinking, calls, finishReason } = choice;
  const message = {
    content,
    ...(thinking === null ? {} : { reasoning_content: thinking }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(wholeCall) }),
    role: "assistant",
  };
  return { message, index, finish_reason: finishReason, ...logprobsOf(choice) };
}

function wholeCall({ index, id, name, arguments: text }: WholeChoice["calls"][number]): object {
  return { index, id, type: "function", function: { name, arguments: text } };
}

function orderUsage({ total_tokens, completion_tokens, prompt_tokens, ...details }: Usage): Usage {
  return { total_tokens, completion_tokens, prompt_tokens, ...details };
}
