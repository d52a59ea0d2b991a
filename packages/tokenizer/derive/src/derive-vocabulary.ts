import { createHash } from "node:crypto";
import type { PublishedTokenizer } from "./read-published.ts";

/** What is packed into the package. */
export type DerivedVocabulary = {
  /** How many ids there are, special tokens apart. */
  size: number;
  /** The halves of every id from 256 on, as six planes of bytes. */
  planes: Uint8Array;
  /** SHA-256 of the planes. */
  hash: string;
  /** The special tokens, whose ids follow on `size`. */
  specialTokens: string[];
};

/**
 * Derives the halves of every token from the published merges.
 *
 * @throws where the vocabulary is not built as ours must be: merge number n makes token 256 + n, special tokens last
 */
export function deriveVocabulary({ model, added_tokens }: PublishedTokenizer): DerivedVocabulary {
  const size = Object.keys(model.vocab).length;
  if (model.merges.length !== size - 256) throw new Error("There are tokens that no merge makes.");
  const idOf = (text: string): number => model.vocab[text] ?? fail(`There is no token for ${JSON.stringify(text)}.`);
  const halves = model.merges.map(([left, right], at): [number, number] => {
    if (idOf(left + right) !== 256 + at) fail(`Merge ${at} does not make token ${256 + at}.`);
    return [idOf(left), idOf(right)];
  });
  const planes = Buffer.concat([0, 1].flatMap((side) => [0, 8, 16].map((shift) => plane(halves, side, shift))));
  if (added_tokens.some(({ id }, at) => id !== size + at)) fail("Special tokens do not follow on the others.");
  return {
    size,
    planes,
    hash: createHash("sha256").update(planes).digest("hex"),
    specialTokens: added_tokens.map(({ content }) => content),
  };
}

function plane(halves: ReadonlyArray<[number, number]>, side: number, shift: number): Uint8Array {
  return Uint8Array.from(halves, (pair) => ((pair[side] ?? 0) >>> shift) & 0xff);
}

function fail(message: string): never {
  throw new Error(message);
}
