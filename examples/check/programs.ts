import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** Where a program runs, and what it finds in its environment beside what everyone has. */
export type Place = { at: string; env: Record<string, string> };

/** Deno and Bun of this workspace first; what is installed on the machine otherwise. */
export const path = [join(import.meta.dirname, "../../node_modules/.bin"), process.env["PATH"]].join(delimiter);

/** What a stranger does not have: what pnpm put there that started us, and a key. */
const ours = /^(npm_|pnpm_|NODE_OPTIONS|NODE_ENV|DASHSCOPE_|INIT_CWD)/i;
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));

/** Who is silent for this long hangs. */
const silenceMs = 60_000;
/** After its last word a program has this long to end: what holds it longer was left behind. */
const lingerMs = 10_000;

const running = new Set<ChildProcess>();

/** Each is the head of a group, so that what a package manager starts ends with it. */
function start(program: string, words: readonly string[], { at, env }: Place): ChildProcess {
  const options = { cwd: at, env: { ...environment, PATH: path, ...env }, detached: process.platform !== "win32" };
  const child = spawn(program, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.on("close", () => running.delete(child));
  return child;
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || !running.has(child)) return;
  if (process.platform === "win32") child.kill(signal);
  else process.kill(-child.pid, signal);
}

/** Ends what is still running. */
export function endPrograms(): void {
  for (const child of running) end(child, "SIGKILL");
}

/**
 * Runs a program to its own end, and gives what it wrote and in how many pieces.
 *
 * @throws Error with what it said, when it fails, hangs, or lingers after its last word
 */
export async function run(
  program: string,
  words: readonly string[],
  place: Place,
): Promise<{ text: string; pieces: number }> {
  const child = start(program, words, place);
  let [text, pieces, complaints, isKilled, lastAt] = ["", 0, "", false, performance.now()];
  const timer = setTimeout(() => {
    isKilled = true;
    end(child, "SIGKILL");
  }, silenceMs);
  const hear = (): void => {
    lastAt = performance.now();
    timer.refresh();
  };
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    pieces += 1;
    hear();
  });
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => {
    complaints += piece;
    hear();
  });
  const [code] = (await once(child, "close").finally(() => clearTimeout(timer))) as [number | null];
  const lingeredMs = performance.now() - lastAt;
  const how = isKilled ? `was silent for ${silenceMs / 1000} s` : code === 0 ? null : `exited with ${code}`;
  const fault = how ?? (pieces > 0 && lingeredMs > lingerMs ? "lingered after its last word" : null);
  if (fault !== null) throw new Error(`\`${[program, ...words].join(" ")}\` ${fault}:\n${text}\n${complaints}`);
  return { text, pieces };
}

/** Something that serves until it is told to stop. */
export type Served = { origin: string; stop(): Promise<void> };

/** Starts what serves, and gives the origin it prints. What it prints later must have somewhere to go. */
export async function serve(program: string, words: readonly string[], place: Place): Promise<Served> {
  const child = start(program, words, place);
  const said = `\`${[program, ...words].join(" ")}\``;
  const closed = once(child, "close");
  // Whoever stops it waits for this; nobody else has to.
  closed.catch(() => undefined);
  const origin = await new Promise<string>((resolve, reject) => {
    let printed = "";
    const timer = setTimeout(() => reject(new Error(`${said} is silent:\n${printed}`)), silenceMs);
    const read = (piece: Buffer): void => {
      printed += stripVTControlCharacters(piece.toString());
      const found = /http:\/\/[\w.]+:\d+/.exec(printed)?.[0];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    closed.then(() => reject(new Error(`${said} ended and said no address:\n${printed}`)), reject);
  });
  return {
    origin,
    async stop() {
      end(child, "SIGTERM");
      const late = setTimeout(() => end(child, "SIGKILL"), lingerMs);
      const [, signal] = (await closed.finally(() => clearTimeout(late))) as [number | null, NodeJS.Signals | null];
      if (signal === "SIGKILL") throw new Error(`${said} did not end when it was told to.`);
    },
  };
}
