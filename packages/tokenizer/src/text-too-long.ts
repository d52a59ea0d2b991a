/** What is thrown for a text beyond `maxCharacters`. */
export type TextTooLong = RangeError & {
  code: "text_too_long";
  /** Length of the text and of the longest one taken, in UTF-16 units, as `length` of a string counts. */
  characters: number;
  maxCharacters: number;
};

/** Whether an error says that a text was too long, whatever copy of this package threw it. */
export function isTextTooLong(error: unknown): error is TextTooLong {
  return error instanceof Error && Reflect.get(error, "code") === "text_too_long";
}

/** @throws TextTooLong */
export function refuseBeyond(maxCharacters: number, text: string): void {
  const characters = text.length;
  if (characters <= maxCharacters) return;
  const message = `A text of ${characters} characters is beyond the ${maxCharacters} this tokenizer takes at once: cut it, or give loadTokenizer a larger maxCharacters.`;
  throw Object.assign(new RangeError(message), { code: "text_too_long" as const, characters, maxCharacters });
}
