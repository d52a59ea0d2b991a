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
  const opening = (delta: object): object => ({ logprobs: null, index, delta });
  const body = (delta: object): { delta: object; index: number } => ({ delta: { ...delta, role: null }, index });
  const before: object[] = [];
  switch (event.type) {
    case "thinking":
      if (state.fresh) before.push(opening({ content: null, role: "assistant", reasoning_content: "" }));
      return [...before, body({ content: null, reasoning_content: event.text })];
    case "text":
      if (state.fresh) before.push(opening({ content: "", role: "assistant" }));
      before.push(textChoice(index, event, state));
      return before;
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
      if (state.fresh) before.push(opening({ content: "", role: "assistant" }));
      const delta = state.calling ? {} : { content: "", ...afterThinking(state), role: null };
      return [...before, { delta, index, finish_reason: event.reason }];
    }
  }
}

/** Most events are this one, so it is written without spreading. */
function textChoice(index: number, { text, logprobs }: Extract<ChoiceEvent, { type: "text" }>, state: ChoiceState) {
  const content = text;
  const delta = state.thought ? { content, reasoning_content: null, role: null } : { content, role: null };
  return logprobs === null ? { delta, index } : { delta, index, logprobs };
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
