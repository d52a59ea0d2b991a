import { execFile } from "node:child_process";

/** What a command said, and whether it was content. */
export interface Verdict {
  readonly passed: boolean;
  readonly stdout: string;
  /** Everything it printed, with its complaints. */
  readonly output: string;
}

/** Runs a command to its end, without colours, and hands back what it said. A failure is an answer, not an exception. */
export function run(file: string, words: string[], folder: string): Promise<Verdict> {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const options = { cwd: folder, env, maxBuffer: 1e8, shell: process.platform === "win32" };
  return new Promise((resolve) => {
    execFile(file, words, options, (error, stdout, stderr) =>
      resolve({ passed: error === null, stdout, output: stdout + stderr }),
    );
  });
}
