import { execFile } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** How a command is started. */
export type CommandOptions = {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds until it is ended; five minutes. */
  timeoutMs?: number;
};

/**
 * Runs a command to its end and hands back what it wrote on standard output.
 *
 * @throws Error with the command's name, its folder and the end of what it said, when it fails
 */
export async function command(file: string, words: string[], options: CommandOptions): Promise<string> {
  const { cwd, env = plainEnvironment(), timeoutMs = 300_000 } = options;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (isStopped) throw new Error("The rehearsal was given up.");
  const child = execFile(
    file,
    words,
    { cwd, env, timeout: timeoutMs, maxBuffer: 1e8, shell: process.platform === "win32" },
    (error, stdout, stderr) => {
      running.delete(child);
      if (error === null) return resolve(stdout);
      const said = `${stdout}\n${stderr}`.trim().split("\n").slice(-40).join("\n");
      reject(new Error(`\`${[file, ...words].join(" ")}\` failed in ${cwd} (${error.code ?? error.signal}):\n${said}`));
    },
  );
  running.add(child);
  child.stdin?.end();
  return promise;
}

const running = new Set<ChildProcess>();
let isStopped = false;

/** Ends what runs and begins nothing new, so that whoever waits for a command can clean up. */
export function stopCommands(): void {
  isStopped = true;
  for (const child of running) child.kill();
}

/** Ours, without what a package manager or a test runner that started us has put there: a stranger has none of it. */
export function plainEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const ours = /^(npm_|pnpm_|NODE_OPTIONS|NODE_ENV|VITEST|DASHSCOPE_|INIT_CWD)/i;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", CI: "true", ...more };
}
