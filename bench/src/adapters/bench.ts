import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { keepResults } from "../report/results.ts";
import { buildAdapters } from "./build-adapters.ts";
import { adapterContenders } from "./contenders.ts";
import type { AdapterContender } from "./contenders.ts";
import { adapterTable, nearness } from "./report.ts";
import type { Figures, Order, Round } from "./report.ts";

type Measured = Record<string, Round[]>;

const orders: readonly Order[] = ["first", "pace", "crowd"];

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
    console.log(`${adapterTable({ measured })}\n\n${nearness({ measured })}`);
    keepResults("adapters", { measured }, { isQuick, checkout });
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
