import type { Tokenizer } from "@qwire/protocol";

/** A tokenizer may refuse a text for its length. A reply is not lost over that: a long text is read in slices of this. */
const sliceLength = 1_000_000;

/** The same tokenizer for texts of any length; a border between two slices may make a token more. */
export function inSlices(tokenizer: Tokenizer): Tokenizer {
  const { encode } = tokenizer;
  return {
    ...tokenizer,
    count(text) {
      if (text.length <= sliceLength) return tokenizer.count(text);
      return slicesOf(text).reduce((sum, slice) => sum + tokenizer.count(slice), 0);
    },
    ...(encode === undefined ? {} : { encode: (text) => slicesOf(text).flatMap((slice) => encode(slice)) }),
  };
}

function slicesOf(text: string): string[] {
  if (text.length <= sliceLength) return [text];
  const slices: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + sliceLength;
    // Not between the halves of a surrogate pair.
    const isHigh = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
    slices.push(text.slice(at, isHigh ? end - 1 : end));
    at = isHigh ? end - 1 : end;
  }
  return slices;
}

/** What a tokenizer counts, or `undefined` where the text is longer than it takes. */
export function unlessTooLong<Count>(count: () => Count): Count | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "text_too_long") return undefined;
    throw error;
  }
}
