import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import type { SpecialTokens } from "./special-tokens.ts";

/**
 * The text of tokens. A character of which only a part is there becomes U+FFFD.
 *
 * @throws RangeError for an id that is not in the vocabulary
 */
export function decodeTokens(ids: readonly number[], vocabulary: Vocabulary, specials: SpecialTokens): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const id of ids) {
    const special = specials.textOf(id);
    if (special !== undefined) bytes.push(...encoder.encode(special));
    else if (Number.isInteger(id) && id >= 0 && id < vocabulary.size) pushBytes(id, vocabulary, bytes);
    else throw unknown(id, vocabulary.size + specials.ids.size - 1);
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** A token's bytes are those of its two halves; the longest has 128. */
function pushBytes(id: number, vocabulary: Vocabulary, bytes: number[]): void {
  if (id < 256) {
    bytes.push(vocabulary.bytes[id] ?? 0);
    return;
  }
  pushBytes(vocabulary.left[id] ?? 0, vocabulary, bytes);
  pushBytes(vocabulary.right[id] ?? 0, vocabulary, bytes);
}

function unknown(id: number, last: number): RangeError {
  return new RangeError(`There is no token ${id}: ids are whole numbers from 0 to ${last}.`);
}
