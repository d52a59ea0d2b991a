import { styleText } from "node:util";
import { connect } from "./connect.ts";
import type { Place } from "./connect.ts";
import { converse } from "./converse.ts";
import { helpText } from "./help-text.ts";
import { readOptions } from "./read-options.ts";
import { tellError } from "./tell-error.ts";

// Whoever reads us may stop reading (`pnpm start | head -1`): then there is nobody left to tell.
process.stdout.on("error", () => process.exit());
process.exitCode = await main();

async function main(): Promise<number> {
  let place: Place | null = null;
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options.help) {
      process.stdout.write(helpText);
      return 0;
    }
    place = await connect(options, (sentence) => console.error(styleText("yellow", `(${sentence})`)));
    console.log(`qwire demo · ${place.title}`);
    if (process.stdin.isTTY) console.log("Ctrl-C stops an answer, twice leaves.");
    return await converse({
      place,
      model: options.model,
      question: options.question,
      terminal: process.stdin.isTTY === true ? { input: process.stdin, output: process.stdout } : null,
      write: (text) => void process.stdout.write(text),
    });
  } catch (error) {
    console.error(styleText("red", tellError(error), { stream: process.stderr }));
    return 1;
  } finally {
    await place?.close();
  }
}
