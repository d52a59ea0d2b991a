import { createEmulator } from "../emulator/create-emulator.ts";
import type { Engine } from "../emulator/engine.ts";
import { answer } from "../engines/answer/answer.ts";
import { echo } from "../engines/echo.ts";
import { pace } from "../engines/pace.ts";
import { readCliOptions } from "./cli-options.ts";
import type { CliOptions } from "./cli-options.ts";
import { helpText, pasteLines } from "./cli-text.ts";
import { listen } from "./listen.ts";
import type { Listening, Target } from "./listen.ts";
import { loadScript } from "./load-script.ts";

/** Where the command line is run: replaced in tests. */
export type CliWorld = { print(line: string): void };

/**
 * Runs the command line until it listens.
 *
 * @returns the server, or `null` where only help was asked for
 * @throws what is wrong with the options, the script or the port, in one sentence
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<Listening | null> {
  const options = readCliOptions(argv);
  if (options.help) {
    world.print(helpText);
    return null;
  }
  const engine = pace(await chooseEngine(options), options);
  const emulator = createEmulator({ ...options.emulator, engine });
  const listening = await listen(logged(emulator, options.log, world), options);
  world.print(pasteLines(listening.url));
  return listening;
}

async function chooseEngine({ script, engine }: CliOptions): Promise<Engine> {
  if (script !== null) return loadScript(script);
  return engine === "echo" ? echo() : answer();
}

/** One line a request: no text and no key is in it. */
function logged(target: Target, log: CliOptions["log"], { print }: CliWorld): Target {
  if (log === "off") return target;
  return {
    async handle(exchange) {
      const reply = await target.handle(exchange);
      const { method, path } = exchange;
      const { status, headers } = reply;
      const line = { method, path, status, requestId: headers["x-request-id"] };
      print(log === "json" ? JSON.stringify(line) : `${method} ${path} → ${status}`);
      return reply;
    },
  };
}
