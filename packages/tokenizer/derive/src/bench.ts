// Measures the libraries side by side, each in processes of its own: pnpm --dir packages/tokenizer/derive bench
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { candidates } from "./candidates.ts";
import type { Measured } from "./measure.ts";

const rounds = 5;
const patienceMs = 120_000;
const names = Object.keys(candidates);
const results = new Map<string, Measured[]>(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, runs] of results) runs.push(measure(name, "text") as Measured);
}

const tokens = results.get("@huggingface/tokenizers")?.[0]?.tokens;
console.log(
  `Node ${process.versions.node}, CPU time, medians of ${rounds} processes each, ${tokens} tokens of mixed text\n`,
);
console.log("| library | start | memory | the text, first time | again | 16,000 Han characters in a run |");
console.log("| --- | --: | --: | --: | --: | --: |");
for (const [name, runs] of results) {
  const median = (pick: (run: Measured) => number): number =>
    runs.map(pick).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  const cells = [
    ms(median((run) => run.startMs)),
    `${Math.round(median((run) => run.memoryMb))} MB`,
    ms(median((run) => run.firstMs)),
    ms(median((run) => run.againMs)),
    hostile(name),
  ];
  console.log(`| \`${name}\` | ${cells.join(" | ")} |`);
}

function measure(name: string, what: "text" | "hostile"): unknown {
  const script = join(import.meta.dirname, "measure.ts");
  const words = ["--expose-gc", "--conditions=@qwire/source", script, name, what];
  return JSON.parse(String(execFileSync(process.execPath, words, { timeout: patienceMs })));
}

function hostile(name: string): string {
  try {
    return ms((measure(name, "hostile") as { hostileMs: number }).hostileMs);
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ETIMEDOUT") return "over two minutes";
    throw error;
  }
}

function ms(time: number): string {
  return `${Math.round(time).toLocaleString("en")} ms`;
}
