import { build } from "esbuild";
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { ask } from "../gateway/ask.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";
import { scratch, writeWhole } from "../workload/scratch.ts";
import { askReplies } from "./ask-replies.ts";
import { readCrowd } from "./read-crowd.ts";
import { readReplies } from "./read-replies.ts";
import { eventsPerStream } from "./replies.ts";

type Running = { name: string; title: string; url: string; child: ChildProcess };
/** Of one round: replies a second, and what the server spent on each. */
type Replies = { perSecond: number; cpuUs: number };
/** Who asks: a client of HTTP, which shares the machine as clients do, or bare sockets, which leave the server all it can take. */
type Asker = "client" | "sockets";
type Crowd = {
  streams: number;
  whole: number;
  gapP50Ms: number;
  gapP99Ms: number;
  kibPerStream: number;
  cpuMs: number;
};

const titles: Record<string, string> = {
  bare: "bare node:http, the same bytes",
  qwire: "qwire emulator, all rules on",
  aimock: "@copilotkit/aimock",
};
const floor = "bare";
const connections = 50;

/** Emulators under load: plain requests a second, and crowds of paced streams. */
export async function benchLoad({ isQuick, rounds, checkout, isWantedContender }: BenchOptions): Promise<void> {
  const bundle = await buildServer(checkout);
  const recorded = await recordReplies(bundle);
  const names = Object.keys(titles).filter((name) => name === floor || isWantedContender(name));
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
  // Each crowd meets a fresh process: what it held before would count as its memory.
  for (const streams of crowdSizes(isQuick)) {
    for (let round = 0; round < (isQuick ? 1 : 3); round++) {
      for (const name of names) {
        process.stderr.write(`  ${streams} streams of ${name}\n`);
        const one = await start(name, [bundle, recorded]);
        try {
          // Code that has never run would be what is measured.
          await countRequests(one, "sockets", 500);
          await readCrowd(one.url, 100);
          (crowds[name] ??= []).push(await holdCrowd(one, streams));
        } finally {
          one.child.kill("SIGKILL");
        }
      }
    }
  }
  console.log(requestTable(`plain requests by node:http, ${connections} connections`, names, requests.client));
  console.log(
    `\n${requestTable(`plain requests by bare sockets, ${connections} connections`, names, requests.sockets)}`,
  );
  console.log(`\n${crowdTable(names, crowds, crowdSizes(isQuick))}`);
  keepResults("load", { requests, crowds }, { isQuick });
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
  return { name, title: titles[name] ?? name, url, child };
}

/** What the floor repeats: as our emulator writes it. */
async function recordReplies(bundle: string): Promise<string> {
  const { url, child } = await start("qwire", [bundle]);
  const headers = {};
  const plain = (await ask({ url, headers, bench: "plain" })).text;
  const stream = (await ask({ url, headers, bench: "stream" })).text;
  child.kill("SIGKILL");
  const events = stream.split(/(?<=\n\n)/);
  const file = scratch("load/recorded.json");
  // `ask` reads bytes as Latin letters.
  writeWhole(file, JSON.stringify({ plain, events }));
  return file;
}

async function countRequests({ url, child }: Running, asker: Asker, forMs: number): Promise<Replies> {
  const before = await report(child);
  const { replies, perSecond } = await (asker === "client" ? askReplies : readReplies)(url, { connections, forMs });
  const after = await report(child);
  return { perSecond, cpuUs: ((after.cpuMs - before.cpuMs) / replies) * 1000 };
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

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function requestTable(title: string, names: readonly string[], requests: Record<string, Replies[]>): string {
  const rows = names.map((name) => {
    const own = requests[name] ?? [];
    const shares = own.map(({ perSecond }, round) => perSecond / (requests[floor]?.[round]?.perSecond ?? Number.NaN));
    return [
      titles[name] ?? name,
      median(own.map(({ perSecond }) => perSecond)).toFixed(0),
      `${(median(shares) * 100).toFixed(0)} %`,
      median(own.map(({ cpuUs }) => cpuUs)).toFixed(0),
    ];
  });
  return table([title, "a second", "of the floor", "CPU, µs a request"], rows);
}

function crowdTable(names: readonly string[], crowds: Record<string, Crowd[]>, sizes: readonly number[]): string {
  const rows = sizes.flatMap((streams) => names.map((name) => crowdRow(name, streams, crowds)));
  const heads = [
    "streams of 50 events, 20 a second",
    "whole",
    "gap p50, ms",
    "gap p99, ms",
    "× floor",
    "KiB a stream",
    "CPU, µs an event",
  ];
  return table(heads, rows);
}

function crowdRow(name: string, streams: number, crowds: Record<string, Crowd[]>): string[] {
  const ofSize = (one: string): Crowd[] => (crowds[one] ?? []).filter((crowd) => crowd.streams === streams);
  const own = ofSize(name);
  const middle = (figure: (crowd: Crowd) => number): number => median(own.map(figure));
  const gapP99Ms = middle((crowd) => crowd.gapP99Ms);
  const whole = own.reduce((least, crowd) => Math.min(least, crowd.whole), streams);
  return [
    `${streams} × ${titles[name] ?? name}`,
    String(whole),
    middle((crowd) => crowd.gapP50Ms).toFixed(0),
    gapP99Ms.toFixed(0),
    (gapP99Ms / median(ofSize(floor).map((crowd) => crowd.gapP99Ms))).toFixed(2),
    middle((crowd) => crowd.kibPerStream).toFixed(0),
    (middle((crowd) => crowd.cpuMs / crowd.streams / eventsPerStream) * 1000).toFixed(0),
  ];
}
