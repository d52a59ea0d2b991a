import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** How a started demo ended. */
export type Ended = { code: number | null; out: string; err: string };

/** Starts the demo as a person does, without a terminal, and waits for its end. */
export async function runDemo(words: string[], options: Partial<DemoStart> = {}): Promise<Ended> {
  const { environment = {}, onOutput } = options;
  const { DASHSCOPE_API_KEY: _, DASHSCOPE_BASE_URL: __, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--conditions=@qwire/source", main, ...words], {
    env: { ...inherited, ...environment, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    onOutput?.(out, (signal) => void child.kill(signal));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

type DemoStart = {
  environment: Record<string, string>;
  /** Told whenever something was printed: all of it, and how to send a signal. */
  onOutput(out: string, kill: (signal: NodeJS.Signals) => void): void;
};
