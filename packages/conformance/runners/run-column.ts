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
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(kill, silenceMs);
    outcomes.push(JSON.parse(line));
  }
  const [code] = await ended;
  clearTimeout(timer);
  const error =
    code === 0
      ? null
      : `${isKilled ? `It was silent for ${silenceMs / 1000} s` : `It exited with ${code}`}.\n${complaints}`;
  const end = { ...endsByItself, carrier: "program", error, excuse: staysBecause ?? null };
  return { runtime, outcomes: [...outcomes, end] };
}
