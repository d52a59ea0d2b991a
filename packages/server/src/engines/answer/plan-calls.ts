import type { Tool } from "@qwire/protocol";
import { callKey } from "./conversation.ts";
import { fillArguments } from "./fill-arguments.ts";
import { gatherRequests } from "./gather-requests.ts";
import type { ToolRequest } from "./gather-requests.ts";
import { implyTopics } from "./imply-topics.ts";
import { createNameFinder } from "./create-name-finder.ts";
import type { NameFinder } from "./create-name-finder.ts";
import { pointingWords } from "./grammar.ts";
import { readQuestion } from "./read-question.ts";
import type { Clause } from "./read-question.ts";
import type { Property } from "./schema.ts";
import { readTopics } from "./tool-topics.ts";
import type { Topics } from "./tool-topics.ts";
import { wordStem } from "./word-stem.ts";

export type PlannedCall = { name: string; input: { [name: string]: unknown } };

/** What a question asks of the tools. */
export type Plan = {
  /** In the order asked, each once. */
  calls: PlannedCall[];
  /** What was asked for and cannot be called, for want of a value. */
  missing: Array<{ tool: Tool; property: Property }>;
  /** Parts that ask something of no tool, where others found theirs. */
  unmatched: string[];
  /** Whether any word of the question is also a tool's, so that it may have been meant for one. */
  sharesWord: boolean;
};

/** Plans the calls for a question. @param earlierTool what was called before, for a question like 「那上海呢?」 */
export function planCalls(question: string, tools: readonly Tool[], earlierTool: string | null): Plan {
  const offered = readTopics(tools);
  const earlier = offered.find(({ tool }) => tool.function.name === earlierTool) ?? null;
  const clauses = implyTopics(question, readQuestion(question, offered), offered);
  const { requests, unmatched } = gatherRequests(question, clauses, earlier);
  const findNames = createNameFinder(question, requests);
  const sharesWord = requests.length > 0 || clauses.some((clause) => sharesAny(clause, offered));
  const plan: Plan = { calls: [], missing: [], unmatched, sharesWord };
  const known = new Set<string>();
  for (const request of requests) {
    const { name } = request.topics.tool.function;
    for (const input of inputsFor(request, findNames, plan)) {
      const key = callKey(name, input);
      if (!known.has(key)) plan.calls.push({ name, input });
      known.add(key);
    }
  }
  return plan;
}

function sharesAny({ words }: Clause, offered: readonly Topics[]): boolean {
  return words.some(
    (word) => !pointingWords.has(word.folded) && offered.some(({ weights }) => weights.has(wordStem(word))),
  );
}

/** Notes in the plan what is missing. */
function inputsFor(request: ToolRequest, findNames: NameFinder, plan: Plan): Array<PlannedCall["input"]> {
  const { tool } = request.topics;
  const filled = fillArguments(tool.function, {
    words: [request.clause, ...request.asides.map(({ clause }) => clause)].flatMap(({ words }) => words),
    names: (taken) => findNames(request, taken),
  });
  if (filled.type === "inputs") return filled.inputs;
  plan.missing.push({ tool, property: filled.property });
  return [];
}
