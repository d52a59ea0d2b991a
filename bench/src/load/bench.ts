import { build } from "esbuild";
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { keepResults } from "../report/results.ts";
import { scratch, writeWhole } from "../workload/scratch.ts";
import { askReplies } from "./ask-replies.ts";
import { readCrowd } from "./read-crowd.ts";
import { readReplies } from "./read-replies.ts";
import { recordReply } from "./replies.ts";
import type { Recorded } from "./replies.ts";
import { connections, loadFloor, loadTables, loadTitles } from "./report.ts";
import type { Asker, Crowd, Replies } from "./report.ts";

type Running = { name: string; url: string; child: ChildProcess };

/** Emulators under load: plain requests a second, and crowds of paced streams. */
export async function benchLoad({ isQuick, rounds, checkout, isWantedContender }: BenchOptions): Promise<void> {
  const bundle = await buildServer(checkout);
  const recorded = await recordReplies(bundle);
  const names = Object.keys(loadTitles).filter((name) => name === loadFloor || isWantedContender(name));
  const requests: Record<Asker, Record<string, Replies[]>> = { client: {}, sockets: {} };
  const crowds: Record<string, Crowd[]> = {};

  const running: Running[] = [];
  try {
    for (const name of names) running.push(await start(name, [bundle, recorded]));
    for (const one of running) await countRequests(one, "sockets", 500);
    for (let round = 0; round < (isQuick ? 3 : rounds); round++) {
      process.stderr.write(`  requests, round ${round + 1}\n`);
      for (const asker of ["client", "sockets"] as const) {
        for (let turn = 0; turn < running.length; turn++) {
          const one = running[(turn + round) % running.length];
          if (one !== undefined) (requests[asker][one.name] ??= []).push(await countRequests(one, asker, 1000));
        }
      }
    }
  } finally {
    for (const { child } of running) child.kill("SIGKILL");
  }
  for (const streams of crowdSizes(isQuick)) {
    for (let round = 0; round < (isQuick ? 1 : rounds); round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(turn + round) % names.length] ?? loadFloor;
        process.stderr.write(`  ${streams} streams of ${name}, round ${round + 1}\n`);
        (crowds[name] ??= []).push(await holdTwice(await start(name, [bundle, recorded]), streams));
      }
    }
  }
  console.log(loadTables({ requests, crowds }));
  keepResults("load", { requests, crowds }, { isQuick, checkout });
}

function crowdSizes(isQuick: boolean): number[] {
  return isQuick ? [1000] : [1000, 5000];
}

async function buildServer(checkout: string): Promise<string> {
  const file = scratch("qwire/emulator.js");
  await build({
    stdin: {
      contents: 'export { createEmulator, pace } from "@qwire/server"; export { listen } from "@qwire/server/node";',
      resolveDir: join(checkout, "apps/demo"),
    },
    bundle: true,
    outfile: file,
    format: "esm",
    platform: "node",
    target: "es2024",
    conditions: ["@qwire/source"],
    absWorkingDir: checkout,
  });
  return file;
}

const env = { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" };
const execArgv = ["--import", join(import.meta.dirname, "../gateway/report-when-asked.ts")];

async function start(name: string, words: string[]): Promise<Running> {
  const file = join(import.meta.dirname, "serve.ts");
  const child = fork(file, [name, ...words], { env, execArgv, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  return { name, url, child };
}

/** What the floor repeats: as our emulator writes it. */
async function recordReplies(bundle: string): Promise<string> {
  const { url, child } = await start("qwire", [bundle]);
  const recorded: Recorded = {
    plain: await recordReply(url, { stream: false }),
    stream: await recordReply(url, { stream: true }),
  };
  child.kill("SIGKILL");
  const file = scratch("load/recorded.json");
  writeWhole(file, JSON.stringify(recorded));
  return file;
}

async function countRequests({ url, child }: Running, asker: Asker, forMs: number): Promise<Replies> {
  const before = await report(child);
  const { replies, perSecond } = await (asker === "client" ? askReplies : readReplies)(url, { connections, forMs });
  const after = await report(child);
  return { perSecond, cpuUs: ((after.cpuMs - before.cpuMs) / replies) * 1000 };
}

/**
 * Two crowds in a fresh process: what it held before would count as the memory of the first, and during the first it compiles what
 * only a crowd makes it run, so that a second one tells how even its events are, and what they cost.
 */
async function holdTwice(one: Running, streams: number): Promise<Crowd> {
  try {
    await countRequests(one, "sockets", 500);
    await readCrowd(one.url, 100);
    const { kibPerStream } = await holdCrowd(one, streams);
    return { ...(await holdCrowd(one, streams)), kibPerStream };
  } finally {
    one.child.kill("SIGKILL");
  }
}

async function holdCrowd({ url, child }: Running, streams: number): Promise<Crowd> {
  const before = await report(child);
  const { whole, gaps } = await readCrowd(url, streams);
  const after = await report(child);
  const sorted = gaps.sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    streams,
    whole,
    gapP50Ms: at(0.5),
    gapP99Ms: at(0.99),
    kibPerStream: ((after.highestMiB - before.nowMiB) * 1024) / streams,
    cpuMs: after.cpuMs - before.cpuMs,
  };
}

async function report(child: ChildProcess): Promise<{ cpuMs: number; highestMiB: number; nowMiB: number }> {
  child.send("report");
  const [told] = (await once(child, "message")) as [{ cpuMs: number; highestMiB: number; nowMiB: number }];
  return told;
}
