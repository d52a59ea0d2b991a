#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./serve/run-cli.ts";

// Heard from the first moment on, also under a process manager that is in a hurry.
const asked = Promise.withResolvers<void>();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked.resolve());

try {
  const listening = await runCli(process.argv.slice(2), {
    print: (line) => void process.stdout.write(`${line}\n`),
    environment: process.env,
  });
  // Ends with its sockets; a second signal ends it at once.
  if (listening !== null) await asked.promise.then(() => listening.close());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
