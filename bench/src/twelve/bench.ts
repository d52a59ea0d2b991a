import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { runOnce } from "../measure/run-once.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { talkContenders } from "./contender.ts";
import { judge } from "./judge.ts";
import type { Report } from "./judge.ts";
import { verdictTable } from "./report.ts";
import type { Judged } from "./report.ts";
import { badStreams } from "./streams.ts";

/** Gives every client the same twelve bad streams and tells what comes of each. Nothing is timed. */
export async function benchTwelve({ isQuick, checkout, isWantedCase, isWantedContender }: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const contenders = talkContenders.filter(({ name }) => isWantedContender(name));
  const streams = badStreams.filter(({ name }) => isWantedCase(name));
  const judged: Judged[] = [];
  for (const stream of streams) {
    // All clients at once: each is a process of its own, and most of them wait.
    const reports = await Promise.all(
      contenders.map(async ({ name }) => ({ name, report: await talkWith(name, stream.name) })),
    );
    for (const { name, report } of reports) {
      judged.push({ contender: name, stream: stream.name, verdict: judge(stream, report), report });
    }
  }
  if (judged.length === 0) return;
  console.log(`${verdictTable({ judged })}\n\n${stories(judged)}`);
  keepResults("twelve", { judged }, { isQuick, checkout });
}

async function talkWith(contender: string, stream: string): Promise<Report> {
  const report = await runOnce<Report>(join(import.meta.dirname, "worker.ts"), { words: [contender, stream] });
  if (report === null) throw new Error(`${contender} ran out of memory on ${stream}.`);
  return report;
}

function stories(judged: readonly Judged[]): string {
  const streams = badStreams.filter(({ name }) => judged.some(({ stream }) => stream === name));
  return streams
    .map(({ name, title }) => {
      const lines = judged
        .filter(({ stream }) => stream === name)
        .map(({ contender, verdict }) => `- ${contender}: ${verdict.isRight ? "right" : "WRONG"}: ${verdict.what}`);
      return [`${title} (${name})`, ...lines].join("\n");
    })
    .join("\n\n");
}
