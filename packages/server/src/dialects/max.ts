import type { ChoiceEvent } from "../reply/reply-event.ts";
import type { ChoiceState, Dialect, WholeChoice } from "./dialect.ts";

/**
 * qwen3-max, February 2026 (recorded), and what newer families are taken to do: full choices, `content: null` beside
 * calls and thinking, `id: ""` in continuations, after each call a delta with empty arguments whose choice lacks
 * `finish_reason` and `logprobs`, and `delta: {}` at the end of calls.
 */
export const max: Dialect = {
  callIdLength: 24,
  chunkChoices,
  chunk: ({ id, created, model }, choices) => ({
    choices,
    object: "chat.completion.chunk",
    usage: null,
    created,
    system_fingerprint: null,
    model,
    id,
  }),
  usageChunk: ({ id, created, model }, usage) => ({
    choices: [],
    object: "chat.completion.chunk",
    usage,
    created,
    system_fingerprint: null,
    model,
    id,
  }),
  completion: ({ id, created, model }, choices, usage) => ({
    choices: choices.map(wholeChoice),
    object: "chat.completion",
    usage,
    created,
    system_fingerprint: null,
    model,
    id,
  }),
};

function chunkChoices(index: number, event: ChoiceEvent, state: ChoiceState): object[] {
  const opening = (delta: object): object => ({ delta, index, logprobs: null, finish_reason: null });
  const body = (delta: object): object => ({ delta, finish_reason: null, index, logprobs: null });
  const before: object[] = [];
  switch (event.type) {
    case "thinking":
      if (state.fresh) before.push(opening({ content: null, role: "assistant", reasoning_content: "" }));
      return [...before, body({ content: null, reasoning_content: event.text })];
    case "text":
      if (state.fresh) before.push(opening({ content: "", role: "assistant" }));
      return [
        ...before,
        body(state.last === "thinking" ? { content: event.text, reasoning_content: null } : { content: event.text }),
      ];
    case "call": {
      const { index: at, id, name } = event;
      const tool_calls = [{ index: at, id, type: "function", function: { name, arguments: "" } }];
      return [body(state.fresh ? { content: null, tool_calls, role: "assistant" } : { content: null, tool_calls })];
    }
    case "arguments": {
      const tool_calls = [{ index: event.index, id: "", type: "function", function: { arguments: event.text } }];
      return [body({ content: null, tool_calls })];
    }
    case "call-end": {
      const tool_calls = [{ function: { arguments: "" }, index: event.index, id: "", type: "function" }];
      return [{ delta: { tool_calls }, index }];
    }
    case "finish": {
      if (state.fresh) before.push(opening({ content: "", role: "assistant" }));
      return [...before, { finish_reason: event.reason, delta: lastDelta(state), index, logprobs: null }];
    }
  }
}

function lastDelta({ last }: ChoiceState): object {
  if (last === "calls") return {};
  return last === "thinking" ? { content: "", reasoning_content: null } : { content: "" };
}

function wholeChoice({ index, content, thinking, calls, finishReason }: WholeChoice): object {
  const message = {
    content,
    ...(thinking === null ? {} : { reasoning_content: thinking }),
    role: "assistant",
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(wholeCall) }),
  };
  return { message, finish_reason: finishReason, index, logprobs: null };
}

function wholeCall({ index, id, name, arguments: text }: WholeChoice["calls"][number]): object {
  return { function: { arguments: text, name }, id, index, type: "function" };
}
