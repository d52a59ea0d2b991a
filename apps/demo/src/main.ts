import { styleText } from "node:util";
import { connect } from "./connect.ts";
import type { Place } from "./connect.ts";
import { converse } from "./converse.ts";
import { helpText } from "./help-text.ts";
import { openPage } from "./open-page.ts";
import { readOptions } from "./read-options.ts";
import type { ServedPage } from "./serve/serve-page.ts";
import { tellError } from "./tell-error.ts";
import { untilInterrupted } from "./until-interrupted.ts";

// Whoever reads us may stop reading (`pnpm start | head -1`): then there is nobody left to tell.
process.stdout.on("error", () => process.exit());
process.exitCode = await main();

async function main(): Promise<number> {
  let place: Place | null = null;
  let page: ServedPage | null = null;
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options.help) {
      process.stdout.write(helpText);
      return 0;
    }
    const isTerminal = process.stdin.isTTY === true;
    place = await connect(options, warn);
    console.log(`qwire demo · ${place.title}`);
    if (isTerminal || options.serve) page = await openPage(place, options, warn);
    if (page !== null) console.log(`In a browser, once: ${page.link}`);
    if (isTerminal) console.log("Ctrl-C stops an answer, twice leaves.");
    const code = await converse({
      place,
      model: options.model,
      question: options.question,
      terminal: isTerminal ? { input: process.stdin, output: process.stdout } : null,
      write: (text) => void process.stdout.write(text),
    });
    if (page === null || isTerminal || code !== 0) return code;
    console.log("Serving the page until Ctrl-C.");
    await untilInterrupted();
    return 0;
  } catch (error) {
    console.error(styleText("red", tellError(error), { stream: process.stderr }));
    return 1;
  } finally {
    await page?.close();
    await place?.close();
  }
}

function warn(sentence: string): void {
  console.error(styleText("yellow", `(${sentence})`));
}
