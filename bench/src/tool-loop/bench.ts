import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { playRounds } from "../measure/rounds.ts";
import type { Rounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf } from "../measure/spread.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";
import { toolCases } from "./cases.ts";
import { loopContenders } from "./contender.ts";

/** Leads conversations with tool calls, many steps and many calls, with every contender. */
export async function benchToolLoop({
  isQuick,
  rounds,
  checkout,
  isWantedCase,
  isWantedContender,
}: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const names = loopContenders.map(({ name }) => name).filter((name) => name === floor || isWantedContender(name));
  const cases = toolCases.filter((one) => isWantedCase(one.name));
  if (cases.length === 0) return;
  const played: Record<string, Rounds> = {};
  for (const { name } of cases) {
    process.stderr.write(`  ${name}\n`);
    const file = join(import.meta.dirname, "worker.ts");
    played[name] = await playRounds(names, { rounds, file, words: (contender) => [contender, name] });
  }
  console.log(loopTable(played));
  keepResults("tool-loop", { cases, samples: played }, { isQuick });
}

const floor = "plain-loop";

function loopTable(played: Record<string, Rounds>): string {
  const cases = toolCases.filter(({ name }) => played[name]);
  const rows = loopContenders.map(({ name, title }) => [
    title,
    ...cases.map((one) => cell(played[one.name] ?? {}, name)),
  ]);
  return table(["CPU as a ratio to the first row, median (min-max)", ...cases.map(({ title }) => title)], rows);
}

function cell(rounds: Rounds, name: string): string {
  const own = rounds[name] ?? [];
  if (own.length === 0) return "";
  if (name === floor) return `1 = ${spreadOf(own.flatMap((sample) => sample?.cpuMs ?? [])).median.toFixed(2)} ms`;
  const { median, min, max } = ratiosTo(rounds[floor] ?? [], own);
  return `${median.toFixed(2)} (${min.toFixed(1)}-${max.toFixed(1)})`;
}
