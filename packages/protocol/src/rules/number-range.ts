import type { ChatRequest } from "../chat-request/chat-request.ts";
import { noFindings } from "./rule.ts";
import type { Rule } from "./rule.ts";

type NumberField = keyof {
  [K in keyof ChatRequest as number extends ChatRequest[K] ? K : never]: K;
};

type Range = {
  /** As the sentence writes it: `0 or more and below 2`. */
  range: string;
  holds(value: number | bigint): boolean;
  /** The nearest legal value. */
  nearest(value: number | bigint): number | bigint;
  source: string;
};

/** The rule that one numeric field stays in its range. `null` and absent are in every range. */
export function numberRange(field: NumberField, { range, holds, nearest, source }: Range): Rule {
  return {
    severity: "error",
    refusedAs:
      field === "max_tokens" || field === "max_completion_tokens" ? "max_tokens_out_of_range" : "invalid_request",
    source,
    check: (request) => {
      const value = request[field];
      if (value === null || value === undefined || holds(value)) return noFindings;
      return [{ path: [field], details: { range, value: String(value) } }];
    },
    sentence: (details) => `${details["field"]} must be ${details["range"]}, not ${details["value"]}.`,
    fix: {
      says: `${field} becomes the nearest legal value.`,
      apply: (request) => ({ ...request, [field]: nearest(request[field] ?? 0) }),
    },
  };
}

/** Both ends included. */
export function between(low: number, high: number): Pick<Range, "range" | "holds" | "nearest"> {
  return {
    range: `from ${low} to ${high}`,
    holds: (value) => value >= low && value <= high,
    nearest: (value) => (value < low ? low : high),
  };
}

/** From `low` on, without an upper end that all models share. */
export function atLeast(low: number): Pick<Range, "range" | "holds" | "nearest"> {
  return { range: `${low} or more`, holds: (value) => value >= low, nearest: () => low };
}
