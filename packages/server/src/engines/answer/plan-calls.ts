import type { Tool } from "@qwire/protocol";
import { callKey } from "./conversation.ts";
import { fillArguments } from "./fill-arguments.ts";
import { gatherRequests } from "./gather-requests.ts";
import type { ToolRequest } from "./gather-requests.ts";
import { createNameFinder } from "./create-name-finder.ts";
import type { NameFinder } from "./create-name-finder.ts";
import { readQuestion } from "./read-question.ts";
import type { Property } from "./schema.ts";
import { readTopics } from "./tool-topics.ts";

export type PlannedCall = { name: string; input: { [name: string]: unknown } };

/** What a question asks of the tools. */
export type Plan = {
  /** In the order asked, each once. */
  calls: PlannedCall[];
  /** What was asked for and cannot be called, for want of a value. */
  missing: Array<{ tool: Tool; property: Property }>;
};

/** Plans the calls for a question. @param earlierTool what was called before, for a question like 「那上海呢?」 */
export function planCalls(question: string, tools: readonly Tool[], earlierTool: string | null): Plan {
  const offered = readTopics(tools);
  const earlier = offered.find(({ tool }) => tool.function.name === earlierTool) ?? null;
  const requests = gatherRequests(question, readQuestion(question, offered), earlier);
  const findNames = createNameFinder(question, requests);
  const plan: Plan = { calls: [], missing: [] };
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
