/** Tokens that no bytes merge into: they stand for marks of the chat format, wherever their text is read as one. */
export type SpecialTokens = {
  /** Their ids by their texts. */
  ids: ReadonlyMap<string, number>;
  /** The id of each special token in a text, and the texts between them. */
  split(text: string): Iterable<string | number>;
  /** The text of an id, if it is one of them. */
  textOf(id: number): string | undefined;
};

/** @param first the id of the first; the others follow */
export function createSpecialTokens(texts: readonly string[], first: number): SpecialTokens {
  const ids = new Map(texts.map((text, at) => [text, first + at]));
  const any = new RegExp(texts.map(escape).join("|"), "g");
  return {
    ids,
    *split(text) {
      let end = 0;
      for (const { 0: special, index } of text.matchAll(any)) {
        if (index > end) yield text.slice(end, index);
        yield ids.get(special) ?? 0;
        end = index + special.length;
      }
      if (end < text.length) yield text.slice(end);
    },
    textOf: (id) => texts[id - first],
  };
}

/** No text is a special token: all of it is spelt out, as a text of somebody else's should be. */
export function spelledOut({ ids, textOf }: SpecialTokens): SpecialTokens {
  return { ids, textOf, split: (text) => (text === "" ? [] : [text]) };
}

function escape(text: string): string {
  return text.replaceAll(/[|\\{}()[\]^$+*?./]/g, "\\$&");
}
