import { parseArgs } from "node:util";
import type { GatewayLimits } from "../gateway/limiter.ts";
import { joinNegatives, oneOf, toNumber, toPort } from "./cli-values.ts";

/** What `qwire-server gateway` is asked for. */
export type GatewayCliOptions = {
  help: boolean;
  port: number;
  host: string;
  /** The service's base URL; `null`: Beijing's. */
  upstream: string | null;
  origins: string[];
  tokenFile: string | null;
  keyFile: string | null;
  models: string[];
  limits: GatewayLimits;
  /** How long replies that run may go on after a signal to end, in seconds. */
  graceSeconds: number;
  log: "pretty" | "json" | "off";
};

/** Reads the command line behind `gateway`. @throws TypeError in one sentence */
export function readGatewayCliOptions(argv: readonly string[]): GatewayCliOptions {
  const { values } = parseArgs({
    args: joinNegatives(argv),
    options: {
      help: { type: "boolean", short: "h", default: false },
      port: { type: "string", short: "p", default: "8788" },
      host: { type: "string", default: "127.0.0.1" },
      upstream: { type: "string" },
      origin: { type: "string", multiple: true, default: [] },
      "token-file": { type: "string" },
      "key-file": { type: "string" },
      model: { type: "string", multiple: true, default: [] },
      rpm: { type: "string" },
      tpm: { type: "string" },
      streams: { type: "string" },
      grace: { type: "string", default: "30" },
      log: { type: "string", default: "pretty" },
    },
  });
  return {
    help: values.help,
    port: toPort(values.port),
    host: values.host,
    upstream: values.upstream ?? null,
    origins: values.origin,
    tokenFile: values["token-file"] ?? null,
    keyFile: values["key-file"] ?? null,
    models: values.model,
    limits: {
      ...(values.rpm === undefined ? {} : { requestsPerMinute: toNumber("--rpm", values.rpm) }),
      ...(values.tpm === undefined ? {} : { tokensPerMinute: toNumber("--tpm", values.tpm) }),
      ...(values.streams === undefined ? {} : { streams: toNumber("--streams", values.streams) }),
    },
    graceSeconds: toNumber("--grace", values.grace),
    log: oneOf("--log", values.log, ["pretty", "json", "off"]),
  };
}
