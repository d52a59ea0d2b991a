/**
 * Cuts a text into the small pieces it is streamed in: a word with the blanks before it, or up to two Han characters.
 * Never inside a surrogate pair. The pieces joined are the text.
 */
export function splitText(text: string): string[] {
  // What comes piece by piece already need not be searched.
  return isPiece.test(text) ? [text] : (text.match(piece) ?? []);
}

/** Scripts that are written without blanks. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
const word = String.raw`\s*[^\s${unspaced}]{1,12}`;
const piece = new RegExp(String.raw`\s*[${unspaced}]{1,2}[,。、!?:;,.!?:;]?|${word}|\s+`, "gu");
const isPiece = new RegExp(`^${word}$`, "u");
