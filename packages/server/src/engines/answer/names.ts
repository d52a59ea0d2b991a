import type { Word } from "./word.ts";

/** A name and the preposition it came with. */
export type NamedThing = { name: string; preposition: string | null };

/** What a clause names beside its topic. */
export type Names = {
  /** As written, in order. */
  names: readonly string[];
  /** The preposition before each name, where there is one. */
  prepositions: ReadonlyArray<string | null>;
  /** All that follows the tool's own verb, where the clause is a command; else `null`. */
  command: string | null;
  /** Whether nothing else is said: such a clause continues a list. */
  pure: boolean;
};

/** What both grammars read names from. */
export type NameParts = {
  text: string;
  words: readonly Word[];
  isTopic(word: Word): boolean;
  /** Where the tool's own verb stands, or -1. */
  verb: number;
  /** How many texts the tool wants: one who wants two takes a start without a preposition. */
  wanted: number;
};
