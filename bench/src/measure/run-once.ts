import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a script that prints one JSON report; `null` when it dies of it. */
export async function runOnce<Report>(
  file: string,
  { flags = [], words }: { flags?: string[]; words: string[] },
): Promise<Report | null> {
  const env = { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" };
  try {
    const { stdout } = await execute(process.execPath, [...flags, file, ...words], { env });
    return JSON.parse(stdout) as Report;
  } catch (error) {
    if (diedOfMemory(error)) return null;
    throw error;
  }
}

/** V8 aborts the process when its heap is full, and says so. */
function diedOfMemory(error: unknown): boolean {
  return error instanceof Error && "stderr" in error && String(error.stderr).includes("heap out of memory");
}
