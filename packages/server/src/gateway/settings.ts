import { modelStudio, normaliseBaseURL, parameterNames } from "@qwire/protocol";
import { approximateTokenizer } from "../emulator/approximate-tokenizer.ts";
import { createClock } from "../emulator/clock.ts";
import type { Clock } from "../emulator/clock.ts";
import { fetchTransport } from "./fetch-transport.ts";
import type { GatewayOptions, GatewayTimeouts } from "./gateway-options.ts";
import type { GatewayTransport } from "./transport.ts";

/** Options, checked and with their defaults. */
export type GatewaySettings<Who> = Omit<GatewayOptions<Who>, "fetch" | "timeouts" | "allow" | "origins"> & {
  url: string;
  allow: ReadonlySet<string>;
  origins: readonly string[];
  maxBodyBytes: number;
  timeouts: Required<GatewayTimeouts>;
  countTokens(text: string): number;
  transport: GatewayTransport;
  clock: Clock;
};

const tenMegabytes = 10 * 1024 * 1024;

/** @throws TypeError on an option that cannot be, in one sentence with the remedy */
export function readSettings<Who>(options: GatewayOptions<Who>): GatewaySettings<Who> {
  const {
    apiKey,
    authorize,
    models,
    baseURL = modelStudio({ region: "beijing" }).baseURL,
    timeouts = {},
    origins = [],
  } = options;
  if (typeof authorize !== "function") {
    throw new TypeError(
      "A gateway needs `authorize`: a function that tells who asks, or null. There is no open default.",
    );
  }
  if (typeof apiKey !== "function" && !isKey(apiKey)) {
    throw new TypeError("A gateway needs `apiKey`: the service's key, or a function that gives it.");
  }
  if (!Array.isArray(models) || models.length === 0) {
    throw new TypeError("A gateway needs `models`: the names that may be asked for.");
  }
  for (const origin of origins) checkOrigin(origin);
  return {
    ...options,
    url: `${normaliseBaseURL(baseURL)}/chat/completions`,
    allow: new Set(["model", "messages", ...(options.allow ?? parameterNames)]),
    origins,
    maxBodyBytes: options.maxBodyBytes ?? tenMegabytes,
    timeouts: {
      readMs: timeouts.readMs ?? 30_000,
      headersMs: timeouts.headersMs ?? 330_000,
      firstByteMs: timeouts.firstByteMs ?? 300_000,
      idleMs: timeouts.idleMs ?? 240_000,
      totalMs: timeouts.totalMs ?? 3_600_000,
    },
    countTokens: (options.tokenizer ?? approximateTokenizer).count,
    transport: options.transport ?? fetchTransport(options.fetch),
    clock: createClock(),
  };
}

/** Whether a text can be a key. Anything else would be quoted by whoever refuses it as a header. */
export function isKey(key: unknown): key is string {
  return typeof key === "string" && /^[\x21-\x7e]+$/.test(key);
}

function checkOrigin(origin: string): void {
  if (origin === "*" || (URL.canParse(origin) && new URL(origin).origin === origin)) return;
  throw new TypeError(
    `origins: ${JSON.stringify(origin)} is no origin: write it like https://chat.example.com, with neither path nor slash.`,
  );
}
