import { benches } from "./benches.ts";
import { readCommand, usage } from "./read-command.ts";
import type { Command } from "./read-command.ts";

const command = tryToRead(process.argv.slice(2));
if (command === "help") console.log(usage);
else if (command !== null) await runBenches(command);

/** Whoever typed it wrong is told in a sentence; what goes wrong in a bench keeps its stack. */
function tryToRead(argv: string[]): Command | "help" | null {
  try {
    return readCommand(argv);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\nSee: node bench/src/main.ts --help`);
    process.exitCode = 1;
    return null;
  }
}

async function runBenches({ names, options }: Command): Promise<void> {
  for (const name of names) {
    const begunAt = performance.now();
    console.error(`${name}:`);
    await benches[name]?.(options);
    console.error(`${name} took ${Math.round((performance.now() - begunAt) / 1000)} s.\n`);
  }
}
