import { table } from "../report/table.ts";
import { talkContenders } from "./contender.ts";
import type { Report, Verdict } from "./judge.ts";
import { badStreams } from "./streams.ts";

/** What came of one stream with one client. */
export type Judged = { contender: string; stream: string; verdict: Verdict; report: Report };

/** What is kept of it. */
export type TwelveResults = { judged: Judged[] };

/** How many streams a client read right, of how many. */
export function rightOf({ judged }: TwelveResults, contender: string): { right: number; of: number } {
  const own = judged.filter((one) => one.contender === contender);
  return { right: own.filter(({ verdict }) => verdict.isRight).length, of: own.length };
}

export function verdictTable(results: TwelveResults): string {
  const { judged } = results;
  const contenders = talkContenders.filter(({ name }) => judged.some(({ contender }) => contender === name));
  const verdictOf = (contender: string, stream: string): Verdict | undefined =>
    judged.find((one) => one.contender === contender && one.stream === stream)?.verdict;
  const rows = badStreams.flatMap(({ name: stream, title }) => {
    const cells = contenders.map(({ name }) => verdictOf(name, stream));
    return cells.includes(undefined) ? [] : [[title, ...cells.map((cell) => (cell?.isRight ? "right" : "WRONG"))]];
  });
  const sums = contenders.map(({ name }) => `${rightOf(results, name).right}`);
  return table(["", ...contenders.map(({ name }) => name)], [...rows, [`right, of ${rows.length}`, ...sums]]);
}
