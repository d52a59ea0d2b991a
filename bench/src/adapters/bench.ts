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
  const wanted = adapterContenders.filter(({ name }, at) => at === 0 || isWantedContender(name));
  const workers: Array<[AdapterContender, ChildProcess]> = [];
  try {
    const { baseURL } = await nextMessage<{ baseURL: string }>(service);
    for (const contender of wanted) {
      const worker = start("worker.ts", [contender.name, baseURL, bundle]);
      workers.push([contender, worker]);
      await nextMessage(worker);
    }
    const measured = await playRounds(workers, isQuick ? 3 : rounds);
    console.log(report(wanted, measured));
    console.log(nearness(wanted, measured));
    keepResults("adapters", { measured }, { isQuick });
  } finally {
    for (const [, worker] of workers) worker.kill();
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

function told(worker: ChildProcess, order: Order): Promise<Figures> {
  worker.send(order);
  return nextMessage<Figures>(worker);
}

/** What a process says next; whoever dies says nothing more, and is not waited for. */
async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const answered = new AbortController();
  const { signal } = answered;
  const died = once(child, "exit", { signal }).then(() => {
    throw new Error(`${child.spawnargs.slice(1).join(" ")} died.`);
  });
  // When it has answered, nobody waits for its end.
  died.catch(() => undefined);
  try {
    // A boundary: our own processes, which say what their files tell.
    const [message] = (await Promise.race([once(child, "message", { signal }), died])) as [Message];
    return message;
  } finally {
    answered.abort();
  }
}

type Measure = (typeof measures)[number];

const valuesOf = (measured: Measured, name: string, { order, figure }: Measure): number[] =>
  (measured[name] ?? []).map((round) => round[order][figure]);

/** The median of the rounds. */
const medianOf = (measured: Measured, name: string, measure: Measure): number =>
  quantile(valuesOf(measured, name, measure), 0.5);

/** How many times the floor's, taken round by round. */
function ratioOf(measured: Measured, name: string, measure: Measure): number {
  const floor = valuesOf(measured, "bare", measure);
  const ratios = valuesOf(measured, name, measure).map((value, at) => value / (floor[at] ?? Number.NaN));
  return quantile(ratios, 0.5);
}

function report(contenders: readonly AdapterContender[], measured: Measured): string {
  const rows = measures.map((measure) => [
    measure.title,
    ...contenders.map(({ name }) => {
      const value = medianOf(measured, name, measure).toFixed(measure.digits);
      return name === "bare" ? value : `${value} (${ratioOf(measured, name, measure).toFixed(2)}×)`;
    }),
  ]);
  return table(["", ...contenders.map(({ title }) => title)], rows);
}

/** In how many rows each transport is nearer to the floor than `openai`, and in which it is not; nothing where `openai` did not run. */
function nearness(contenders: readonly AdapterContender[], measured: Measured): string {
  if (measured["openai"] === undefined) return "";
  const told = contenders.flatMap(({ name, title }) => {
    if (!name.startsWith("qwire")) return [];
    const behind = measures.filter(
      (measure) => !(ratioOf(measured, name, measure) < ratioOf(measured, "openai", measure)),
    );
    const but = behind.length === 0 ? "" : `, but not in: ${behind.map((measure) => measure.title).join("; ")}`;
    return [`- ${title}: ${measures.length - behind.length} of ${measures.length} rows${but}`];
  });
  return `\nNearer to the bare fetch loop than \`openai\`:\n\n${told.join("\n")}\n`;
}
