import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Column } from "../src/matrix/judge-columns.ts";
import type { Outcome } from "../src/run-runtime.ts";

/** A runtime, and how its runner is started. */
export type Start = {
  runtime: string;
  program: string;
  args: readonly string[];
  /** Why it does not end by itself when all is read, where it does not. */
  staysBecause?: string;
};

/** A promise has half a minute; who is silent for longer hangs. */
const silenceMs = 45_000;
/** When all is read a program has this long to end: what holds it longer is a timer or a socket that was left behind. */
const lingerMs = 10_000;

const endsByItself = { suite: "transport", name: "a program that has read its streams ends by itself" } as const;

/** Runs one runtime's runner to its own end. */
export async function runColumn({ runtime, program, args, staysBecause }: Start, town: string): Promise<Column> {
  const child = spawn(program, [...args, town], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "close");
  let [complaints, isKilled] = ["", false];
  child.stderr.on("data", (text: Buffer) => (complaints += text.toString()));
  const kill = (): void => void (isKilled = child.kill("SIGKILL"));
  let timer = setTimeout(kill, silenceMs);
  const outcomes: Outcome[] = [];
  let lastAt = performance.now();
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(kill, silenceMs);
    outcomes.push(JSON.parse(line));
    lastAt = performance.now();
  }
  const [code] = await ended;
  clearTimeout(timer);
  const ending = isKilled ? `It was silent for ${silenceMs / 1000} s.` : howItEnded(code, performance.now() - lastAt);
  const error = ending === null ? null : `${ending}\n${complaints}`;
  const end = { ...endsByItself, carrier: "program", error, excuse: staysBecause ?? null };
  return { runtime, outcomes: [...outcomes, end] };
}

function howItEnded(code: number | null, lingeredMs: number): string | null {
  if (code !== 0) return `It exited with ${code}.`;
  return lingeredMs < lingerMs ? null : `It ended only after ${Math.round(lingeredMs / 1000)} s.`;
}
