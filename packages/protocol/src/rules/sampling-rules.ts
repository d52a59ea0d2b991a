import { atLeast, between, numberRange } from "./number-range.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type SamplingRuleName =
  | "temperature-range"
  | "top-p-range"
  | "top-k-range"
  | "presence-penalty-range"
  | "repetition-penalty-range"
  | "seed-range"
  | "seed-above-63-bits"
  | "seed-above-31-bits"
  | "seed-inexact"
  | "temperature-beside-top-p";

const maxSeed = 2n ** 64n - 1n;

/** How the next token is drawn. */
export const samplingRules: { readonly [Name in SamplingRuleName]: Rule } = {
  "temperature-range": numberRange("temperature", {
    range: "0 or more and below 2",
    holds: (value) => value >= 0 && value < 2,
    nearest: (value) => (value < 0 ? 0 : 1.99),
    source: "both documents: [0, 2)",
  }),
  "top-p-range": numberRange("top_p", {
    range: "above 0 and at most 1",
    holds: (value) => value > 0 && value <= 1,
    nearest: (value) => (value > 1 ? 1 : 0.01),
    source: "both documents: (0, 1.0); the reference of 2026 takes 1 too",
  }),
  "top-k-range": numberRange("top_k", { ...atLeast(0), source: "error page of 2026" }),
  "presence-penalty-range": numberRange("presence_penalty", { ...between(-2, 2), source: "both documents" }),
  "repetition-penalty-range": numberRange("repetition_penalty", {
    range: "above 0",
    holds: (value) => value > 0,
    nearest: () => 1,
    source: "error page of 2026",
  }),
  "seed-range": numberRange("seed", {
    range: "an integer from 0 to 2^64 - 1",
    holds: (seed) => isWhole(seed) && seed >= 0 && seed <= maxSeed,
    nearest: (seed) => (seed < 0 ? 0 : seed > maxSeed ? maxSeed : isWhole(seed) ? seed : Math.floor(Number(seed))),
    source: "both documents: unsigned 64 bits",
  }),
  "seed-above-63-bits": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "error page of 2026: [0, 9223372036854775807]",
    check: ({ seed }) => when(isLegal(seed) && seed > 2n ** 63n - 1n, ["seed"]),
    sentence: ({ field }) => `${field} is above 2^63 - 1, where servers of 2026 stop reading: use a smaller one.`,
  },
  "seed-above-31-bits": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: [0, 2^31 - 1]",
    check: ({ seed }) => when(isLegal(seed) && seed > 2n ** 31n - 1n && seed <= 2n ** 63n - 1n, ["seed"]),
    sentence: ({ field }) => `${field} is above 2^31 - 1, the newest documented limit: a smaller one works everywhere.`,
  },
  "seed-inexact": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "IEEE 754: a double holds integers up to 2^53",
    check: ({ seed }) => when(typeof seed === "number" && seed > Number.MAX_SAFE_INTEGER, ["seed"]),
    sentence: ({ field }) => `${field} is above 2^53, so its last digits are already lost: give a bigint instead.`,
  },
  "temperature-beside-top-p": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: set only one of the two",
    check: ({ temperature, top_p }) => when(typeof temperature === "number" && typeof top_p === "number", ["top_p"]),
    sentence: ({ field }) => `${field} and temperature both steer the draw: set only one of them.`,
  },
};

function isWhole(seed: number | bigint): boolean {
  return typeof seed === "bigint" || Number.isInteger(seed);
}

function isLegal(seed: number | bigint | null | undefined): seed is number | bigint {
  return seed !== null && seed !== undefined && seed <= maxSeed;
}
