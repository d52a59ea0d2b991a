import { parseErrorBody } from "@qwire/protocol";
import { createEmulator } from "../emulator/create-emulator.ts";
import type { Reply } from "../http/exchange.ts";
import { noteHeader } from "../http/service-headers.ts";
import { pace } from "../engines/pace.ts";
import { chooseEngine } from "./choose-engine.ts";
import { countRecordings } from "./count-recordings.ts";
import { readCliOptions } from "./cli-options.ts";
import type { CliOptions } from "./cli-options.ts";
import { helpText, pasteLines } from "./cli-text.ts";
import type { CliWorld } from "./cli-world.ts";
import { listenOrSay } from "./listen-or-say.ts";
import type { Listening, Target } from "./listening.ts";
import { loadExactTokens, roughTokens } from "./load-exact-tokens.ts";
import { startGateway } from "./start-gateway.ts";

/**
 * Runs the command line until it listens.
 *
 * @returns the server, or `null` where only help was asked for
 * @throws what is wrong with the options, the script or the port, in one sentence, and where to look
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<Listening | null> {
  try {
    return argv[0] === "gateway" ? await startGateway(argv.slice(1), world) : await start(argv, world);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`${reason.trimEnd()}\nSee: qwire-server ${argv[0] === "gateway" ? "gateway " : ""}--help`, {
      cause: error,
    });
  }
}

async function start(argv: readonly string[], world: CliWorld): Promise<Listening | null> {
  const options = readCliOptions(argv);
  if (options.help) {
    world.print(helpText);
    return null;
  }
  const recordings = await countRecordings(options);
  const engine = pace(await chooseEngine(options, world), options);
  const tokenizer = await loadExactTokens();
  const emulator = createEmulator({ ...options.emulator, engine, ...(tokenizer === null ? {} : { tokenizer }) });
  const listening = await listenOrSay(logged(emulator, options.log, world), options);
  world.print(greeting(listening.url, options, recordings));
  if (tokenizer === null) world.print(options.log === "json" ? JSON.stringify({ note: roughTokens }) : roughTokens);
  return listening;
}

/** Lines to paste; for machines one line of JSON, like all that follow. */
function greeting(url: string, options: CliOptions, recordings: number | null): string {
  const { upstream, record, replay } = options;
  if (options.log === "json")
    return JSON.stringify({ listening: url, ...told({ replay, recordings, upstream, record }) });
  const { apiKeys, models } = options.emulator;
  const model = models === undefined || models === "any" ? "qwen-plus" : (models[0] ?? "qwen-plus");
  return pasteLines({ url, apiKey: apiKeys?.[0] ?? "any", model, sources: { upstream, record, replay, recordings } });
}

/** What there is to tell. */
function told(facts: object): object {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null));
}

/** Why a request was refused, or what was not applied, in one line, with the way out where it is an option. */
function reasonOf({ status, headers, body }: Reply): string | undefined {
  if (status < 400 || typeof body !== "string") return headers[noteHeader];
  const error = parseErrorBody(body);
  const message = error?.message?.replace(/\s+/g, " ").trim();
  return error?.code === "model_not_found" ? `${message} (--model lets it in)` : message;
}

/** One line a request: no message and no key is in it; a refusal may quote the value it refuses. */
function logged(target: Target, log: CliOptions["log"], { print }: CliWorld): Target {
  if (log === "off") return target;
  return {
    async handle(exchange) {
      const reply = await target.handle(exchange);
      const { method, path } = exchange;
      const { status, headers } = reply;
      const reason = reasonOf(reply);
      const line = { method, path, status, requestId: headers["x-request-id"], reason };
      print(
        log === "json"
          ? JSON.stringify(line)
          : `${method} ${path} → ${status}${reason === undefined ? "" : ` ${reason}`}`,
      );
      return reply;
    },
  };
}
