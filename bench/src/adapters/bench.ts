import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";
import { buildAdapters } from "./build-adapters.ts";
import { adapterContenders } from "./contenders.ts";
import type { AdapterContender } from "./contenders.ts";
import { quantile } from "./quantile.ts";
import type { Figures, Order } from "./worker.ts";

type Round = Record<Order, Figures>;
type Measured = Record<string, Round[]>;

const orders: readonly Order[] = ["first", "pace", "crowd"];

/** The rows: what is measured, of which order, in which unit. */
const measures: ReadonlyArray<{ title: string; order: Order; figure: keyof Figures; digits: number }> = [
  { title: "first chunk, p50 ms", order: "first", figure: "p50", digits: 2 },
  { title: "CPU of a short stream, ms", order: "first", figure: "cpuMs", digits: 2 },
  { title: "chunk on its way, p50 ms", order: "pace", figure: "p50", digits: 3 },
  { title: "200 streams at once: chunk, p50 ms", order: "crowd", figure: "p50", digits: 2 },
  { title: "200 streams at once: chunk, p99 ms", order: "crowd", figure: "p99", digits: 2 },
  { title: "200 streams at once: CPU, ms", order: "crowd", figure: "cpuMs", digits: 0 },
];

/** Over a socket of this machine: how long until the first chunk, how long each is on its way, and what many at once cost. */
export async function benchAdapters({ isQuick, rounds, checkout, isWantedContender }: BenchOptions): Promise<void> {
  const bundle = await buildAdapters(checkout);
  const service = start("service.ts", []);
  const [{ baseURL }] = (await once(service, "message")) as [{ baseURL: string }];
  const wanted = adapterContenders.filter(({ name }, at) => at === 0 || isWantedContender(name));
  const workers: Array<[AdapterContender, ChildProcess]> = [];
  try {
    for (const contender of wanted) {
      const worker = start("worker.ts", [contender.name, baseURL, bundle]);
      await once(worker, "message");
      workers.push([contender, worker]);
    }
    const measured = await playRounds(workers, isQuick ? 3 : rounds);
    console.log(report(wanted, measured));
    keepResults("adapters", { measured }, { isQuick });
  } finally {
    for (const [, worker] of workers) worker.send("end");
    service.kill();
  }
}

const env = { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" };

function start(file: string, words: string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), words, { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

/** Every contender once per round and order, beginning with another one each time; the first round only warms up. */
async function playRounds(workers: ReadonlyArray<[AdapterContender, ChildProcess]>, rounds: number): Promise<Measured> {
  const measured: Measured = {};
  for (let round = -1; round < rounds; round += 1) {
    process.stderr.write(round < 0 ? "  warming up\n" : `  round ${round + 1} of ${rounds}\n`);
    for (let turn = 0; turn < workers.length; turn += 1) {
      const [contender, worker] = workers[(turn + round + workers.length) % workers.length] ?? [];
      if (contender === undefined || worker === undefined) continue;
      const figures: Array<[Order, Figures]> = [];
      for (const order of orders) figures.push([order, await told(worker, order)]);
      if (round >= 0) (measured[contender.name] ??= []).push(Object.fromEntries(figures) as Round);
    }
  }
  return measured;
}

async function told(worker: ChildProcess, order: Order): Promise<Figures> {
  const answered = new AbortController();
  const { signal } = answered;
  const died = once(worker, "exit", { signal }).then(() => {
    throw new Error("A contender died.");
  });
  // When it has answered, nobody waits for its end.
  died.catch(() => undefined);
  worker.send(order);
  try {
    const [figures] = (await Promise.race([once(worker, "message", { signal }), died])) as [Figures];
    return figures;
  } finally {
    answered.abort();
  }
}

/** Medians of the rounds, and how many times the floor's they are, taken round by round. */
function report(contenders: readonly AdapterContender[], measured: Measured): string {
  const rounds = (name: string): readonly Round[] => measured[name] ?? [];
  const valueOf = (name: string, { order, figure }: (typeof measures)[number]): number =>
    quantile(
      rounds(name).map((round) => round[order][figure]),
      0.5,
    );
  const ratioOf = (name: string, { order, figure }: (typeof measures)[number]): number =>
    quantile(
      rounds(name).map((round, at) => round[order][figure] / (rounds("bare")[at]?.[order][figure] ?? Number.NaN)),
      0.5,
    );
  const rows = measures.map((measure) => [
    measure.title,
    ...contenders.map(({ name }) => {
      const value = valueOf(name, measure).toFixed(measure.digits);
      return name === "bare" ? value : `${value} (${ratioOf(name, measure).toFixed(2)}×)`;
    }),
  ]);
  return table(["", ...contenders.map(({ title }) => title)], rows);
}
