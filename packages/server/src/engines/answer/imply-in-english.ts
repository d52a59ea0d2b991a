import { findNames } from "./find-names.ts";
import type { Clause } from "./read-question.ts";

/** What makes a clause speak of one tool: words that are no names. `null`: it does not. */
export type Implied = { weights: ReadonlyMap<string, number> };

/**
 * Questions for yes or no and for a degree do not name what they want: "Is it raining in Oslo?", "How cold is Oslo?".
 * Those that name it (what, which, the king) want something else, and those that speak to the model want the model.
 */
export function impliesInEnglish(question: string, clause: Clause): Implied | null {
  const words = clause.words.map(({ folded }) => folded);
  const [first = "", second = ""] = words;
  if (!openings.test(first) || second === "about" || words.some((word) => wantsElse.test(word))) return null;
  if (words.some((word, at) => /^you(r|rs)?$/.test(word) && !/^(can|could|would|will)$/.test(words[at - 1] ?? "")))
    return null;
  const definite = clause.words.some(
    ({ folded }, at) => folded === "the" && /^\p{Ll}/u.test(clause.words[at + 1]?.text ?? ""),
  );
  if (definite) return null;
  const { names, prepositions } = findNames(question, clause, new Set());
  const isPlaced = names.some((name, at) => placing.test(prepositions[at] ?? "") || /^\p{Lu}/u.test(name));
  return isPlaced ? { weights: new Map() } : null;
}

const openings = /^(is|are|was|were|will|would|does|do|did|has|have|can|could|should|shall|may|might|how|how's)$/;
const wantsElse = /^(what|what's|which|who|who's|whom|whose|why|of)$/;
const placing = /^(in|at|for|from|to|near|around|within)$/;
