import type { Tool } from "@qwire/protocol";
import { fillArguments } from "./fill-arguments.ts";
import type { PlannedCall } from "./plan-calls.ts";
import { splitWords } from "./split-words.ts";

/** The call that `tool_choice` demands although the question asks for none: the first tool, with the question's words. */
export function forceCall(question: string, tools: readonly Tool[]): PlannedCall[] {
  const tool = tools[0];
  if (tool === undefined) return [];
  const clause = { words: splitWords(question), topics: null, topicAt: [], opens: true, asks: false };
  // As many copies as the tool may have texts to fill.
  const whole = Array.from({ length: 32 }, () => ({ name: question.trim(), preposition: null }));
  let used = false;
  const filled = fillArguments(tool.function, clause, () => {
    if (used) return whole.slice(0, 1);
    used = true;
    return whole;
  });
  const input = filled.type === "inputs" ? (filled.inputs[0] ?? {}) : {};
  return [{ name: tool.function.name, input }];
}
