import { fork } from "node:child_process";
import { once } from "node:events";
import type { Sample } from "./measure.ts";

/** A process that holds one contender, warmed up and waiting. */
export type WorkerProcess = { run(): Promise<Sample>; end(): void };

/** A process that waits is tidied up by V8, which throws away the machine code of what it has not done for a while. */
const keepCode = ["--no-memory-reducer", "--no-flush-bytecode"];

/**
 * Starts a worker and waits until it has warmed up.
 *
 * @throws Error when the worker dies, with what it wrote on its way out.
 */
export async function startWorker(file: string, words: string[]): Promise<WorkerProcess> {
  const child = fork(file, words, {
    execArgv: keepCode,
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (text: Buffer) => (complaint += text.toString()));
  const death = once(child, "exit").then(() => {
    throw new Error(`${words.join(" ")} failed.\n${complaint}`);
  });
  // It also exits when it is told to; only somebody who waits for an answer is told of a death.
  death.catch(() => undefined);
  const answer = async (): Promise<unknown> => {
    const heard: unknown[] = await Promise.race([once(child, "message"), death]);
    return heard[0];
  };

  await answer();
  return {
    async run() {
      child.send("run");
      return (await answer()) as Sample;
    },
    end: () => void child.send("end"),
  };
}
