import { errorCodes, serviceSentences } from "@qwire/protocol";
import { faultWords } from "@qwire/server";
import { runErrors, runFaults } from "./run-faults.ts";
import type { Ending, FaultRun } from "./run-faults.ts";

/** The text of docs/faults.md, made from a run of every fault against our own client. */
export async function faultDocs(): Promise<string> {
  const [faults, errors] = [await runFaults(), await runErrors()];
  return [
    "# Faults",
    "",
    "<!-- Made from a run: packages/conformance/src/run-faults.ts summons each fault and looks what our client makes of it.",
    "     The words stand in packages/server/src/faults/parse-faults.ts. Then run `pnpm generate`. -->",
    "",
    "What can go wrong on the wire, each summoned from the emulator by its word, and what our own client makes of it: a right",
    "result, or one typed error whose code is a row of [errors.md](errors.md). Nothing hangs, and nothing that was cut is taken",
    "for whole. The run behind this page is a test.",
    "",
    "```ts run",
    'import { createEmulator } from "@qwire/server";',
    "",
    'createEmulator({ faults: "rate_limited#1 stall>3#2" }); // the first request is throttled, the second falls silent',
    "```",
    "",
    "The same words go into the command's `--fault` and into a request's own header `x-qwire-fault`, so that one request of any",
    "SDK can have its bad day (Python: `extra_headers`; LangChain: `default_headers`). Several stand side by side with blanks or",
    "commas between them.",
    "",
    "| behind a word | means |",
    "|---|---|",
    "| `>3` | after three events of a stream |",
    "| `=800` | a number: milliseconds or bytes |",
    "| `@10%` | one request in ten, by chance that follows from the seed |",
    "| `#2` | the second chat request only |",
    "",
    "## On the way",
    "",
    "Each asked for a story, or for the weather where it concerns tool calls, without a second try. *Struck once* is the streamed",
    "reply where only the first request is struck and the client may try again.",
    "",
    "| fault | on the wire | status | a streamed reply | a plain reply | struck once |",
    "|---|---|--:|---|---|---|",
    ...faults.map(faultLine),
    "",
    "Garbage, comments, doubled chunks and the like are a stream's: a plain reply passes untouched. What `create()` gives is the",
    "wire's own object; arguments are judged by `run()`, which executes no tool on half of them.",
    "",
    "## The service's own errors",
    "",
    "By their names in the error table. In place of a reply they are an HTTP error; with `>2` an error event after two events,",
    "without `[DONE]`, and the client's error then holds what had come.",
    "",
    "| fault | status | the service says | code | struck once |",
    "|---|--:|---|---|---|",
    ...errors.map(errorLine),
    "",
  ].join("\n");
}

function faultLine({ fault, status, streamed, plain, once }: FaultRun): string {
  const word = wordOf(fault);
  return row([`\`${fault}\``, faultWords[word], status, told(streamed), told(plain), again(once)]);
}

function errorLine({ fault, status, streamed, once }: FaultRun): string {
  const { message } = serviceSentences[fault as keyof typeof serviceSentences]; // Boundary: run over its keys.
  return row([`\`${fault}\``, status, `\`${message.trim()}\``, told(streamed), again(once)]);
}

function wordOf(fault: string): keyof typeof faultWords {
  return /^[a-z-]+/.exec(fault)?.[0] as keyof typeof faultWords; // Boundary: run over its keys.
}

function told(ending: Ending): string {
  if (ending.type === "right") return "the right result";
  if (ending.type === "as it came") return "as it came";
  const link = `[\`${ending.code}\`](errors.md#${ending.code})`;
  return ending.hasPartial ? `${link}, with what had come` : link;
}

function again({ ending, isTriedAgain }: FaultRun["once"]): string {
  if (ending.type !== "error") return isTriedAgain ? "tried again, right" : "–";
  return errorCodes[ending.code].retryable ? "not tried again: something was handed out" : "not tried again";
}

function row(cells: ReadonlyArray<string | number>): string {
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}
