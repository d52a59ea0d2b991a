/**
 * Cuts a text into the small pieces it is streamed in: a word with the blanks before it, or up to two Han characters.
 * Never inside a surrogate pair. The pieces joined are the text.
 */
export function splitText(text: string): string[] {
  // What comes piece by piece already need not be searched.
  return isPiece.test(text) ? [text] : (text.match(piece) ?? []);
}

const isPiece = /^\s*[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,12}$/u;

const piece =
  /\s*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,2}[,。、!?:;,.!?:;]?|\s*[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,12}|\s+/gu;
