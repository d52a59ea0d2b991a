import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { BenchOptions } from "./bench-options.ts";
import { benches, byDefault } from "./benches.ts";
import { root } from "./workload/scratch.ts";

export const usage = `Measures qwire beside its peers. Run \`pnpm install\` in the checkout and in bench/ first.

  node bench/src/main.ts [options]

  --only NAME        one bench, several with commas, or all: ${Object.keys(benches).join(", ")}
                     default: ${byDefault.join(", ")}
                     (the others take longer; adapters, gateway and load also open sockets on this machine)
  --case WORD        only streams whose name holds the word, such as text-10k-events; several with commas
  --contender WORD   only contenders whose name holds the word, beside the floors; several with commas
  --rounds N         9 by default, 3 with --quick
  --checkout FOLDER  measures the qwire of another, installed checkout instead of this one
  --quick            fewer rounds, no stream above 10k chunks: a look, not a measurement
  --help             this text

Tables go to standard output, every single run to bench/results/ (with --quick: bench/results/quick/).
How it measures and what the columns mean: bench/README.md`;

/** Which benches to run, in this order, and how. */
export type Command = { names: readonly string[]; options: BenchOptions };

/** Reads the command line before anything is measured. @throws Error in one sentence */
export function readCommand(argv: string[]): Command | "help" {
  const { values } = parseArgs({
    args: argv,
    options: {
      only: { type: "string", default: byDefault.join(",") },
      case: { type: "string", default: "" },
      contender: { type: "string", default: "" },
      rounds: { type: "string" },
      checkout: { type: "string", default: root },
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const isQuick = values.quick;
  const rounds = Number(values.rounds ?? (isQuick ? 3 : 9));
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new TypeError(`--rounds takes a number above 0, not "${values.rounds}".`);
  return {
    names: values.only === "all" ? Object.keys(benches) : values.only.split(",").map(toName),
    options: {
      isQuick,
      rounds,
      checkout: resolve(values.checkout),
      isWantedCase: holdsOneOf(values.case),
      isWantedContender: holdsOneOf(values.contender),
    },
  };
}

function toName(name: string): string {
  if (!Object.hasOwn(benches, name))
    throw new TypeError(`There is no bench "${name}": --only takes ${Object.keys(benches).join(", ")}, or all.`);
  return name;
}

function holdsOneOf(words: string): (name: string) => boolean {
  return (name) => words === "" || words.split(",").some((word) => name.includes(word));
}
