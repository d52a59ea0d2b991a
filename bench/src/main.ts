import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { benches, withoutNetwork } from "./benches.ts";
import { root } from "./workload/scratch.ts";

const usage = `Measures qwire beside its peers. Run \`pnpm install\` in the checkout and in bench/ first.

  node bench/src/main.ts [options]

  --only NAME        one bench, several with commas, or all: ${Object.keys(benches).join(", ")}
                     default: those without a network (${withoutNetwork.join(", ")})
  --case WORD        only streams whose name holds the word, such as text-10k-events; several with commas
  --contender WORD   only contenders whose name holds the word, beside the floors; several with commas
  --rounds N         9 by default, 3 with --quick
  --checkout FOLDER  measures the qwire of another, installed checkout instead of this one
  --quick            fewer rounds, no stream above 10k chunks: a look, not a measurement
  --help             this text

Tables go to standard output, every single run to bench/results/ (with --quick: bench/results/quick/).
How it measures and what the columns mean: bench/README.md`;

const { values } = parseArgs({
  options: {
    only: { type: "string", default: withoutNetwork.join(",") },
    case: { type: "string", default: "" },
    contender: { type: "string", default: "" },
    rounds: { type: "string" },
    checkout: { type: "string", default: root },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(usage);
else await runBenches();

async function runBenches(): Promise<void> {
  const isQuick = values.quick;
  const rounds = Number(values.rounds ?? (isQuick ? 3 : 9));
  const checkout = resolve(values.checkout);
  const isWantedCase = holdsOneOf(values.case);
  const isWantedContender = holdsOneOf(values.contender);
  for (const name of values.only === "all" ? Object.keys(benches) : values.only.split(",")) {
    const bench = benches[name];
    if (bench === undefined)
      throw new TypeError(`There is no bench "${name}". There are ${Object.keys(benches).join(", ")}.`);
    const begunAt = performance.now();
    console.error(`${name}:`);
    await bench({ isQuick, rounds, checkout, isWantedCase, isWantedContender });
    console.error(`${name} took ${Math.round((performance.now() - begunAt) / 1000)} s.\n`);
  }
}

function holdsOneOf(words: string): (name: string) => boolean {
  return (name) => words === "" || words.split(",").some((word) => name.includes(word));
}
