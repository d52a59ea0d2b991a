// Spawned by bench.ts: node measure.ts <library> text | hostile. Prints one line of JSON.
import { candidates } from "./candidates.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { mixedTexts } from "./mixed-texts.ts";

/** What one library was seen to do with ordinary text. Times are the processor's, so that other work on the machine plays little part. */
export type Measured = {
  startMs: number;
  /** Memory of the process when started, above what it had before. */
  memoryMb: number;
  tokens: number;
  /** The first time over the text, and the median of five more. */
  firstMs: number;
  againMs: number;
};

const [name = "", what] = process.argv.slice(2);
const start = candidates[name];
if (start === undefined) throw new TypeError(`${name} is none of ${Object.keys(candidates).join(", ")}.`);
console.log(JSON.stringify(what === "hostile" ? await measureHostile(start) : await measureText(start)));

type Start = NonNullable<(typeof candidates)[string]>;

async function measureText(begin: Start): Promise<Measured> {
  const texts = mixedTexts();
  const before = memory();
  const begun = process.cpuUsage();
  const encode = await begin();
  encode("你好");
  const startMs = cpuMsSince(begun);
  const memoryMb = memory() - before;
  let tokens = 0;
  const run = (): number => {
    const started = process.cpuUsage();
    tokens = texts.reduce((sum, text) => sum + encode(text).length, 0);
    return cpuMsSince(started);
  };
  const firstMs = run();
  const again = Array.from({ length: 5 }, run).toSorted((a, b) => a - b);
  return { startMs, memoryMb, tokens, firstMs, againMs: again[2] ?? 0 };
}

/** A run of Han characters: what a scan for the next merge takes longest over. */
async function measureHostile(begin: Start): Promise<{ hostileMs: number }> {
  const encode = await begin();
  encode("你好");
  const started = process.cpuUsage();
  encode(hostileTexts["200,000 mixed Han characters"].slice(0, 16_000));
  return { hostileMs: cpuMsSince(started) };
}

/** Of all threads: memory is tidied up and code compiled on others. */
function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}
