#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./serve/run-cli.ts";

try {
  const listening = await runCli(process.argv.slice(2), { print: (line) => process.stdout.write(`${line}\n`) });
  // Ends with its sockets: a clean way out, also under a process manager.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void listening?.close());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
