import type { DocumentedProfile, RuleName, Tokenizer } from "@qwire/protocol";
import type { DialectName } from "../dialects/choose-dialect.ts";
import { parseFaults } from "../faults/parse-faults.ts";
import type { Fault } from "../faults/parse-faults.ts";
import { approximateTokenizer } from "./approximate-tokenizer.ts";
import { inSlices } from "./long-texts.ts";
import type { Engine } from "./engine.ts";
import type { Limits } from "./limiter.ts";
import { switchRules } from "./switch-rules.ts";

/** How an emulator behaves. Everything has a default. */
export type EmulatorOptions = {
  /** What answers. Default: `answer()`. */
  engine?: Engine;
  /** The models there are; any other name is a 404. Default: the catalogue and its snapshots. `"any"`: every name. */
  models?: readonly string[] | "any";
  /** Keys that are let in. Default: any key, and none. */
  apiKeys?: readonly string[];
  /** Ids and chance follow from it. Default 0. When given, time stands still too, unless `now` is given. */
  seed?: number;
  /** Milliseconds since 1970. Default: the real time, or 2026-01-01 when `seed` is given. */
  now?: () => number;
  /** Which server is played: that of one of the two documents, or of today. Default `current`. */
  profile?: "2024" | "2025" | "current";
  /** Rules of the profile, switched on or off by name: `{ "tools-with-stream": true }`. See `allRules` of the protocol. */
  rules?: { readonly [Name in RuleName]?: boolean };
  /** How replies are written. Default: as the model's family does, or as the profile's document prints them. */
  dialect?: DialectName;
  /**
   * What goes wrong, for example `"rate_limited@10% stall>3#2"`: see `parseFaults`. A request may bring its own in the
   * header `x-qwire-fault`.
   */
  faults?: string;
  /** Requests and tokens a minute, and streams at once, for each model. What is beyond is a 429. Default: no limits. */
  limits?: Limits;
  /**
   * Counts tokens, and reads the token ids of `stop`: `await loadTokenizer()` of `@qwire/tokenizer` does so exactly.
   * Default: one that counts roughly and knows no ids.
   */
  tokenizer?: Tokenizer;
  /** Largest request body. Default 10 MB. */
  maxBodyBytes?: number;
  /** How many calls the journal keeps. Default 1000. */
  maxCalls?: number;
};

/** Options with their defaults. */
export type Settings = Required<
  Pick<EmulatorOptions, "engine" | "seed" | "maxBodyBytes" | "maxCalls" | "profile" | "limits" | "tokenizer">
> &
  Pick<EmulatorOptions, "models" | "apiKeys" | "now" | "dialect"> & {
    faults: readonly Fault[];
    /** What is refused. */
    server: DocumentedProfile;
  };

/** 2026-01-01T00:00:00Z. */
const standstill = 1_767_225_600_000;

/** Fills in what is not given. @param engine what answers by default @throws TypeError on a rule or a fault there is not */
export function readSettings(options: EmulatorOptions, engine: Engine): Settings {
  const { seed, now, profile = "current" } = options;
  return {
    ...options,
    engine: options.engine ?? engine,
    profile,
    server: switchRules(profile, options.rules),
    limits: options.limits ?? {},
    tokenizer: inSlices(options.tokenizer ?? approximateTokenizer),
    faults: parseFaults(options.faults ?? ""),
    seed: seed ?? 0,
    now: now ?? (seed === undefined ? undefined : () => standstill),
    maxBodyBytes: options.maxBodyBytes ?? 10 * 1024 * 1024,
    maxCalls: options.maxCalls ?? 1000,
  };
}
