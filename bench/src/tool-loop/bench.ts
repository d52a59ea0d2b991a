import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { playRounds } from "../measure/rounds.ts";
import type { Rounds } from "../measure/rounds.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { toolCases } from "./cases.ts";
import { loopContenders } from "./contender.ts";
import { loopFloor, loopTable } from "./report.ts";

/** Leads conversations with tool calls, many steps and many calls, with every contender. */
export async function benchToolLoop({
  isQuick,
  rounds,
  checkout,
  isWantedCase,
  isWantedContender,
}: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const names = loopContenders.map(({ name }) => name).filter((name) => name === loopFloor || isWantedContender(name));
  const cases = toolCases.filter((one) => isWantedCase(one.name));
  if (cases.length === 0) return;
  const played: Record<string, Rounds> = {};
  for (const { name } of cases) {
    process.stderr.write(`  ${name}\n`);
    const file = join(import.meta.dirname, "worker.ts");
    played[name] = await playRounds(names, { rounds, file, words: (contender) => [contender, name] });
  }
  console.log(loopTable({ samples: played }));
  keepResults("tool-loop", { cases, samples: played }, { isQuick, checkout });
}
