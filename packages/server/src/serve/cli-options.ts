import { parseArgs } from "node:util";
import type { EmulatorOptions } from "../emulator/settings.ts";
import { parseFaults } from "../faults/parse-faults.ts";
import { joinNegatives, oneOf, toNumber, toPort } from "./cli-values.ts";

/** What the command line asks for. */
export type CliOptions = {
  help: boolean;
  port: number;
  host: string;
  engine: "answer" | "echo";
  /** A file with rules (JSON) or a module with rules or an engine. */
  script: string | null;
  /** Another server that answers, and the name it knows its model by. */
  upstream: string | null;
  upstreamModel: string | null;
  keyFile: string | null;
  /** Folders of recordings. */
  record: string | null;
  replay: string | null;
  /** How many times as fast as recorded. */
  speed: number;
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
 * @throws TypeError in one sentence.
 */
export function readCliOptions(argv: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: joinNegatives(argv),
    options: {
      help: { type: "boolean", short: "h", default: false },
      port: { type: "string", short: "p", default: String(defaultPort) },
      host: { type: "string", default: "127.0.0.1" },
      engine: { type: "string", default: "answer" },
      script: { type: "string" },
      upstream: { type: "string" },
      "upstream-model": { type: "string" },
      "key-file": { type: "string" },
      record: { type: "string" },
      replay: { type: "string" },
      speed: { type: "string" },
      ttft: { type: "string", default: "0" },
      tps: { type: "string" },
      jitter: { type: "string", default: "0" },
      seed: { type: "string" },
      fault: { type: "string", multiple: true, default: [] },
      "api-key": { type: "string", multiple: true },
      model: { type: "string", multiple: true },
      profile: { type: "string", default: "current" },
      rpm: { type: "string" },
      log: { type: "string", default: "pretty" },
    },
  });
  const faults = values.fault.join(" ");
  parseFaults(faults);
  const { upstream = null, script = null, replay = null } = values;
  if (upstream !== null && script !== null) throw new TypeError("--upstream and --script both answer: choose one.");
  // Its own server, and what it was recorded of, know their models.
  const models = values.model ?? (upstream !== null || replay !== null ? ["any"] : undefined);
  return {
    help: values.help,
    port: toPort(values.port),
    host: values.host,
    engine: oneOf("--engine", values.engine, ["answer", "echo"]),
    script,
    upstream,
    upstreamModel: values["upstream-model"] ?? null,
    keyFile: values["key-file"] ?? null,
    record: values.record ?? null,
    replay,
    speed: values.speed === undefined ? Infinity : toRate("--speed", values.speed, "at once"),
    firstTokenMs: toNumber("--ttft", values.ttft),
    tokensPerSecond: values.tps === undefined ? Infinity : toRate("--tps", values.tps, "as fast as it can"),
    jitter: toShare(values.jitter),
    log: oneOf("--log", values.log, ["pretty", "json", "off"]),
    emulator: {
      faults,
      profile: oneOf<"2024" | "2025" | "current">("--profile", values.profile, ["2024", "2025", "current"]),
      ...(values.seed === undefined ? {} : { seed: toNumber("--seed", values.seed) }),
      ...(values["api-key"] === undefined ? {} : { apiKeys: values["api-key"] }),
      ...(models === undefined ? {} : { models: models.includes("any") ? "any" : models }),
      ...(values.rpm === undefined ? {} : { limits: { rpm: toNumber("--rpm", values.rpm) } }),
    },
  };
}

function toRate(option: string, text: string, without: string): number {
  const rate = Number(text);
  if (text.trim() === "" || !Number.isFinite(rate) || rate <= 0) {
    throw new TypeError(`${option} takes a number above 0, not "${text}"; leave it out for ${without}.`);
  }
  return rate;
}

function toShare(text: string): number {
  const share = Number(text);
  if (text.trim() === "" || !(share >= 0 && share <= 1)) {
    throw new TypeError(`--jitter takes a number from 0 to 1, not "${text}".`);
  }
  return share;
}
