// One contender and one bad stream in a process of its own: node worker.ts CONTENDER STREAM. Prints a report.

import { setTimeout } from "node:timers/promises";
import { createAnsweringFetch } from "./answering-fetch.ts";
import type { RunTalk } from "./contender.ts";
import type { Report } from "./judge.ts";
import { findBadStream } from "./streams.ts";

/** A run that has not ended by then hangs. Before it tries again after a 429, a client may wait three seconds. */
const capMs = 5000;

const [contender = "", streamName = ""] = process.argv.slice(2);
const { answers } = findBadStream(streamName);
const { fetch, requests } = createAnsweringFetch(answers);
const { runTalk } = (await import(`./contenders/${contender}.ts`)) as { runTalk: RunTalk };

const ran: unknown[] = [];
const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
const run = (input: unknown): string => {
  ran.push(input);
  return "Sunny.";
};

const talk = runTalk({ fetch, run }).then(
  (told): Report["end"] => ({ kind: "talk", ...told }),
  (error: unknown): Report["end"] => ({ kind: "error", words: wordsOf(error) }),
);
const end = await Promise.race([talk, setTimeout(capMs, { kind: "hangs" } as const)]);
// What is rejected behind the caller's back shows a moment later.
await setTimeout(50);
const report: Report = { end, ran, requests, unhandled: unhandled.length };
process.stdout.write(JSON.stringify(report), () => process.exit(0));

/** An error in words, with what the service said in it and what is underneath. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? String(error);
  const under = error.cause === undefined ? "" : ` < ${wordsOf(error.cause)}`;
  return `${error.name}: ${error.message}${under}`;
}
