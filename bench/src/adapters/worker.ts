// One contender in a process of its own: measures what it is told to, and answers with the figures.
import { adapterContenders } from "./contenders.ts";
import type { AskForStream } from "./contender.ts";
import { quantile } from "./quantile.ts";
import type { Figures, Order } from "./report.ts";

const crowd = 200;

const [name = "", baseURL = "", bundle = ""] = process.argv.slice(2);
const contender = adapterContenders.find((one) => one.name === name);
if (contender === undefined) throw new TypeError(`There is no contender "${name}".`);
const ask: AskForStream = await contender.makeAsk({ baseURL, bundle });

const runs: Record<Order, () => Promise<Figures>> = {
  async first() {
    const times: number[] = [];
    const cpuMs = await cpuOf(async () => {
      for (let count = 0; count < 300; count += 1) times.push(await firstChunkMs());
    });
    return { ...spread(times), cpuMs: cpuMs / 300 };
  },
  async pace() {
    const latencies: number[] = [];
    const cpuMs = await cpuOf(() => follow("200 2", latencies));
    return { ...spread(latencies), cpuMs };
  },
  async crowd() {
    const latencies: number[] = [];
    const cpuMs = await cpuOf(async () => {
      await Promise.all(Array.from({ length: crowd }, () => follow("50 50 turns", latencies)));
    });
    return { ...spread(latencies), cpuMs };
  },
};

process.on("message", (order: Order) => {
  void runs[order]().then((figures) => process.send?.(figures));
});
process.send?.("ready");

/** From the call to the first text. The rest is read as well, so that the connection is free for the next. */
async function firstChunkMs(): Promise<number> {
  const askedAt = performance.now();
  let firstMs = Number.NaN;
  for await (const _ of await ask("3 0")) if (Number.isNaN(firstMs)) firstMs = performance.now() - askedAt;
  return firstMs;
}

/** Reads a stream whole, and notes how long each chunk was on its way. */
async function follow(how: string, latencies: number[]): Promise<void> {
  let chunks = 0;
  for await (const writtenAt of await ask(how)) {
    latencies.push(Number(process.hrtime.bigint() - BigInt(writtenAt)) / 1e6);
    chunks += 1;
  }
  const expected = Number(how.split(" ")[0]);
  if (chunks !== expected) throw new Error(`${name} has read ${chunks} of ${expected} chunks.`);
}

async function cpuOf(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function spread(times: readonly number[]): { p50: number; p99: number } {
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
