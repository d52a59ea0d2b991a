import type { Details, Rule } from "./rule.ts";

export type ShapeRuleName = "shape" | "unknown-word";

/** What a rule says of itself, without its check: these two are found by the schema. */
export type ShapeRule = Pick<Rule, "severity" | "refusedAs" | "source" | "sentence">;

/** The form of the request, by the schema. */
export const shapeRules: { readonly [Name in ShapeRuleName]: ShapeRule } = {
  shape: {
    severity: "error",
    refusedAs: "invalid_request",
    source: "the schema of ChatRequest",
    sentence: (details) => {
      const expected = inWords(details);
      return details["received"] === "missing"
        ? `${details["field"]} is missing: give ${expected}.`
        : `${details["field"]} must be ${expected}, not ${words[details["received"] ?? ""] ?? "that"}.`;
    },
  },
  "unknown-word": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "the schema of ChatRequest; newer servers may know more",
    sentence: (details) => `${details["field"]} is "${details["word"]}"; known are ${inWords(details)}.`,
  },
};

const words: { readonly [token: string]: string } = {
  string: "a string",
  word: "another word",
  number: "a number",
  int: "an integer",
  bigint: "a bigint",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
  undefined: "nothing",
  nan: "NaN",
  nonempty: "a list with at least one entry",
  empty: "an empty list",
  other: "something else",
};

/** `expected` lists tokens, parted by `|`: names of kinds, or words in quotes. */
function inWords({ expected = "other" }: Details): string {
  const parts = String(expected)
    .split("|")
    .map((token) => words[token] ?? token);
  const last = parts.at(-1) ?? "";
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} or ${last}` : last;
}
