import type { Tool } from "@qwire/protocol";
import { fillArguments } from "./fill-arguments.ts";
import { findNames } from "./find-names.ts";
import type { PlannedCall } from "./plan-calls.ts";
import type { Clause } from "./read-question.ts";
import { splitWords } from "./split-words.ts";

/**
 * The call that `tool_choice` demands although the question asks for none: the first tool, with what the question
 * names, or with all its words.
 */
export function forceCall(question: string, tools: readonly Tool[]): PlannedCall[] {
  const tool = tools[0];
  if (tool === undefined) return [];
  const clause: Clause = { words: splitWords(question), topics: null, topicAt: [], opens: true, asks: false };
  const filled = fillArguments(tool.function, {
    words: clause.words,
    names: (taken) => findNames(question, clause, taken).names.map((name) => ({ name, preposition: null })),
    otherwise: question.trim(),
  });
  const input = filled.type === "inputs" ? (filled.inputs[0] ?? {}) : {};
  return [{ name: tool.function.name, input }];
}
