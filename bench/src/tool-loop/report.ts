import type { Rounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { toolCases } from "./cases.ts";
import { loopContenders } from "./contender.ts";

/** What is kept of it: the runs by conversation and contender. */
export type ToolLoopResults = { samples: Record<string, Rounds> };

export const loopFloor = "plain-loop";

/** CPU time as a ratio to the plain loop. */
export function loopRatio({ samples }: ToolLoopResults, conversation: string, name: string): Spread | undefined {
  const rounds = samples[conversation] ?? {};
  return ratiosTo(rounds[loopFloor] ?? [], rounds[name] ?? []);
}

export function loopTable(results: ToolLoopResults): string {
  const { samples } = results;
  const cases = toolCases.filter(({ name }) => samples[name]);
  const seen = loopContenders.filter(({ name }) => cases.some((one) => samples[one.name]?.[name]));
  const cell = (conversation: string, name: string): string => {
    if (name !== loopFloor) return tellSpread(loopRatio(results, conversation, name), 2);
    const runs = (samples[conversation]?.[name] ?? []).filter((sample) => sample !== null);
    return `1 = ${tellMedian(spreadOf(runs.map(({ cpuMs }) => cpuMs)), 2)} ms`;
  };
  const rows = seen.map(({ name, title }) => [title, ...cases.map((one) => cell(one.name, name))]);
  return table(["CPU as a ratio to the first row, median (min-max)", ...cases.map(({ title }) => title)], rows);
}
