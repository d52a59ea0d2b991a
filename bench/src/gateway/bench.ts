import { build } from "esbuild";
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { keepResults } from "../report/results.ts";
import { scratch } from "../workload/scratch.ts";
import { ask } from "./ask.ts";
import { gatewayContenders } from "./contenders.ts";
import type { GatewayContender } from "./contenders.ts";
import { gatewayFloor, crowdTable, latencyTable } from "./report.ts";
import type { Crowd, Round } from "./report.ts";
import { startPortkey } from "./start-portkey.ts";

type Running = GatewayContender & { url: string; serviceUrl: string; child: ChildProcess };
/** What stands between a client and the service: what it adds to a reply and to a first chunk, and what a crowd costs it. */
export async function benchGateway({ isQuick, rounds, checkout, isWantedContender }: BenchOptions): Promise<void> {
  const bundle = await buildGateway(checkout);
  const [service, serviceUrl] = await start(join(import.meta.dirname, "service.ts"), []);
  const running: Running[] = [];
  try {
    for (const one of gatewayContenders) {
      if (one.name !== gatewayFloor && one.name !== "direct" && !isWantedContender(one.name)) continue;
      const [child, url] =
        one.name === "direct" ? [service, serviceUrl] : await startContender(one.name, [serviceUrl, bundle]);
      running.push({ ...one, url, serviceUrl, child });
    }
    const measured = await playRounds(running, isQuick ? 3 : rounds);
    console.log(latencyTable({ rounds: measured }));
    const crowds = await holdCrowds(running, isQuick ? 200 : 1000);
    console.log(`\n${crowdTable({ crowds })}`);
    keepResults("gateway", { rounds: measured, crowds }, { isQuick, checkout });
  } finally {
    for (const { child } of running) child.kill("SIGKILL");
    service.kill("SIGKILL");
  }
}

async function buildGateway(checkout: string): Promise<string> {
  const file = scratch("qwire/gateway.js");
  await build({
    stdin: {
      contents:
        'export { createGateway } from "@qwire/server/gateway"; export { httpTransport, listen } from "@qwire/server/node";',
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
const execArgv = ["--import", join(import.meta.dirname, "report-when-asked.ts")];

function startContender(name: string, words: string[]): Promise<[ChildProcess, string]> {
  if (name === "portkey") return startPortkey({ env, execArgv });
  return start(join(import.meta.dirname, "serve.ts"), [name, ...words]);
}

async function start(file: string, words: string[]): Promise<[ChildProcess, string]> {
  const child = fork(file, words, { env, execArgv, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  return [child, url];
}

async function playRounds(running: readonly Running[], rounds: number): Promise<Record<string, Round[]>> {
  const measured: Record<string, Round[]> = {};
  for (const one of running) await playRound(one);
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`  round ${round + 1} of ${rounds}\n`);
    for (let turn = 0; turn < running.length; turn++) {
      const one = running[(turn + round) % running.length];
      if (one !== undefined) (measured[one.name] ??= []).push(await playRound(one));
    }
  }
  return measured;
}

/** 300 replies one after another, 20 paced streams one after another, and as many replies as 32 can fetch in half a second. */
async function playRound({ url, serviceUrl, headers }: Running): Promise<Round> {
  const asking = { url, headers: headers(serviceUrl) };
  const replies: number[] = [];
  for (let times = 0; times < 300; times++) replies.push((await ask({ ...asking, bench: "plain" })).lastMs);
  const firsts: number[] = [];
  for (let times = 0; times < 20; times++) {
    const { firstMs, text } = await ask({ ...asking, bench: "stream 3 5" });
    if (!text.endsWith("data: [DONE]\n\n")) throw new Error(`A stream did not arrive: ${text.slice(-300)}`);
    firsts.push(firstMs);
  }
  const until = performance.now() + 500;
  let count = 0;
  const fetchOn = async (): Promise<void> => {
    for (; performance.now() < until; count++) await ask({ ...asking, bench: "plain" });
  };
  await Promise.all(Array.from({ length: 32 }, fetchOn));
  return { replyMs: quantile(replies, 0.5), firstMs: quantile(firsts, 0.5), perSecond: count * 2 };
}

/** Streams of 50 events at 20 a second, all at once. */
async function holdCrowds(running: readonly Running[], streams: number): Promise<Record<string, Crowd>> {
  const crowds: Record<string, Crowd> = {};
  for (const { name, url, serviceUrl, headers, child } of running) {
    process.stderr.write(`  ${streams} streams through ${name}\n`);
    const before = name === "direct" ? null : await report(child);
    const asking = { url, headers: headers(serviceUrl), bench: "stream 50 50" };
    const answers = await Promise.all(Array.from({ length: streams }, () => ask(asking)));
    const whole = answers.filter(({ text }) => text.endsWith("data: [DONE]\n\n")).length;
    const after = name === "direct" ? null : await report(child);
    crowds[name] = {
      streams: whole,
      gapP99Ms: quantile(
        answers.flatMap(({ gapsMs }) => gapsMs),
        0.99,
      ),
      highestMiB: after?.highestMiB ?? Number.NaN,
      cpuMs: (after?.cpuMs ?? Number.NaN) - (before?.cpuMs ?? Number.NaN),
    };
  }
  return crowds;
}

async function report(child: ChildProcess): Promise<{ cpuMs: number; highestMiB: number }> {
  child.send("report");
  const [told] = (await once(child, "message")) as [{ cpuMs: number; highestMiB: number }];
  return told;
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
