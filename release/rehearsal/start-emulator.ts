import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./registry.ts";
import type { Runtime } from "./runtimes.ts";

/** The emulator, as somebody started it who typed `npx @qwire/server`. */
export type StartedEmulator = { baseURL: string; said: string; close(): Promise<void> };

/** Fetching a package and starting it, on a busy machine. */
const patienceMs = 90_000;

/**
 * Starts the emulator's command from the registry, in an empty folder, and waits until it answers.
 *
 * @throws Error with what the command said
 */
export async function startEmulator(runtime: Runtime, folder: string): Promise<StartedEmulator> {
  const port = await freePort();
  const { file, words, env } = runtime.start("@qwire/server");
  const child = spawn(file, [...words, "--port", String(port)], { cwd: folder, env, detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const baseURL = `http://127.0.0.1:${port}/compatible-mode/v1`;
  const close = async (): Promise<void> => {
    // The whole group: npx and its kind start the command as a child of theirs.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await ended;
  };
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answered = await fetch(`${baseURL}/models`).catch(() => null);
    if (answered?.ok === true) return { baseURL, said, close };
    await wait(100);
  }
  await close();
  throw new Error(`\`${[file, ...words].join(" ")}\` did not answer on port ${port}:\n${said}`);
}
