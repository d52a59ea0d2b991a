import type { ChatCompletion, ToolCall } from "@qwire/protocol";
import type { ChatEvent, ToolCallEvent } from "../events.ts";
import { createSectionFinder } from "../stream/create-section-finder.ts";
import type { Found } from "../stream/create-section-finder.ts";
import type { readToolSection } from "../stream/read-tool-section.ts";
import type { AnyTool } from "../tools/define-tool.ts";

// Loaded by runs with `recoverToolCalls`. It imports nothing that others do: bundlers would cut what is shared into pieces.

/** Takes the calls out of a reply's text. */
export type CallRecovery = {
  /** The id of the reply, from which the ids of its calls are made. */
  begin(completionId: string): void;
  /** What becomes of an event: text without the sections, and the calls they are. */
  pass(event: ChatEvent): ChatEvent[];
  /** The reply with its calls where they belong. */
  completed(completion: ChatCompletion): ChatCompletion;
};

/**
 * Models sometimes write a call into their answer, as their chat template has it, instead of making it. A section that is
 * not whole, or names no tool on offer, stays text.
 *
 * @param readSection reads the inside of a section.
 */
export function createCallRecovery(
  tools: ReadonlyMap<string, AnyTool>,
  readSection: typeof readToolSection,
): CallRecovery {
  const finder = createSectionFinder();
  const calls: ToolCallEvent[] = [];
  let text = "";
  let id = "";

  const schemaOf = (name: string): AnyTool["wire"]["function"]["parameters"] => {
    const tool = tools.get(name);
    return tool === undefined ? undefined : (tool.wire.function.parameters ?? {});
  };
  const show = (shown: string): ChatEvent[] => {
    text += shown;
    return [{ type: "text-delta", delta: shown, choice: 0 }];
  };
  const tell = (found: Found): ChatEvent[] => {
    if ("text" in found) return show(found.text);
    const call = readSection(found.section, schemaOf);
    if (call === null) return show(found.raw);
    const toolCallId = `call_${id}_text_${calls.length}`;
    const { name, arguments: delta } = call;
    calls.push({ type: "tool-call", toolCallId, name, arguments: delta, state: "complete", choice: 0 });
    return [
      { type: "tool-call-start", toolCallId, name, choice: 0 },
      { type: "tool-call-delta", toolCallId, delta, choice: 0 },
    ];
  };

  return {
    begin(completionId) {
      id ||= completionId;
    },
    pass(event) {
      if (event.type === "finish") return [...finder.end().flatMap(tell), ...calls, event];
      return event.type === "text-delta" && event.choice === 0 ? finder.add(event.delta).flatMap(tell) : [event];
    },
    completed(completion) {
      if (calls.length === 0) return completion;
      const content = text.trim() === "" ? "" : text;
      const [choice, ...others] = completion.choices;
      if (choice === undefined) return completion;
      const made = choice.message.tool_calls ?? [];
      const tool_calls = [...made, ...calls.map((call, at) => toWire(call, made.length + at))];
      return {
        ...completion,
        choices: [{ ...choice, message: { ...choice.message, content, tool_calls } }, ...others],
      };
    },
  };
}

function toWire({ toolCallId, name, arguments: text }: ToolCallEvent, index: number): ToolCall {
  return { id: toolCallId, type: "function", function: { name, arguments: text }, index };
}
