import { parseArgs } from "node:util";
import type { EmulatorOptions } from "../emulator/settings.ts";
import { parseFaults } from "../faults/parse-faults.ts";

/** What the command line asks for. */
export type CliOptions = {
  help: boolean;
  port: number;
  host: string;
  engine: "answer" | "echo";
  /** A file with rules (JSON) or a module with rules or an engine. */
  script: string | null;
  firstTokenMs: number;
  tokensPerSecond: number;
  jitter: number;
  log: "pretty" | "json" | "off";
  emulator: EmulatorOptions;
};

const defaultPort = 8787;

/**
 * Reads the command line.
 *
 * @throws TypeError in one sentence, with the remedy.
 */
export function readCliOptions(argv: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      port: { type: "string", short: "p", default: String(defaultPort) },
      host: { type: "string", default: "127.0.0.1" },
      engine: { type: "string", default: "answer" },
      script: { type: "string" },
      ttft: { type: "string", default: "0" },
      tps: { type: "string", default: "0" },
      jitter: { type: "string", default: "0" },
      seed: { type: "string" },
      fault: { type: "string", multiple: true, default: [] },
      "api-key": { type: "string", multiple: true },
      model: { type: "string", multiple: true },
      profile: { type: "string", default: "current" },
      log: { type: "string", default: "pretty" },
    },
  });
  const faults = values.fault.join(" ");
  parseFaults(faults);
  const tokensPerSecond = toNumber("--tps", values.tps);
  return {
    help: values.help,
    port: toNumber("--port", values.port),
    host: values.host,
    engine: oneOf("--engine", values.engine, ["answer", "echo"]),
    script: values.script ?? null,
    firstTokenMs: toNumber("--ttft", values.ttft),
    tokensPerSecond: tokensPerSecond === 0 ? Infinity : tokensPerSecond,
    jitter: toNumber("--jitter", values.jitter),
    log: oneOf("--log", values.log, ["pretty", "json", "off"]),
    emulator: {
      faults,
      profile: oneOf<"2024" | "2025" | "current">("--profile", values.profile, ["2024", "2025", "current"]),
      ...(values.seed === undefined ? {} : { seed: toNumber("--seed", values.seed) }),
      ...(values["api-key"] === undefined ? {} : { apiKeys: values["api-key"] }),
      ...(values.model === undefined ? {} : { models: values.model }),
    },
  };
}

function toNumber(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new TypeError(`${option} takes a number, 0 or more, not "${text}".`);
  }
  return number;
}

function oneOf<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new TypeError(`${option} takes ${words.join(", ")}, not "${text}".`);
  return found;
}
