import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import type { SpecialTokens } from "./special-tokens.ts";
import { createMerger } from "./merge-bytes.ts";
import { splitWords } from "./split-words.ts";

/** Turns a text into its tokens, a word at a time. */
export type Encoder = (text: string, specials: SpecialTokens) => Iterable<Int32Array>;

/** So many words are remembered with their tokens, if they are no longer than this: most of a text is words that came before. */
const maxWords = 20_000;
const maxWordLength = 32;

/** An encoder for one vocabulary. A lone surrogate counts as U+FFFD, which is what it would be sent as. */
export function createEncoder(vocabulary: Vocabulary): Encoder {
  const encoder = new TextEncoder();
  const mergeBytes = createMerger(vocabulary);
  const known = new Map<string, Int32Array>();

  return function* encode(text, specials) {
    for (const part of specials.split(text.toWellFormed())) {
      if (typeof part === "number") yield Int32Array.of(part);
      else for (const word of splitWords(part.normalize("NFC"))) yield tokensOf(word);
    }
  };

  function tokensOf(word: string): Int32Array {
    const remembered = known.get(word);
    if (remembered !== undefined) return remembered;
    const tokens = mergeBytes(encoder.encode(word));
    if (word.length > maxWordLength) return tokens;
    if (known.size >= maxWords) known.clear();
    known.set(word, tokens);
    return tokens;
  }
}
