/**
 * A word without its endings, for comparing: no possessive, longer English words without plural, -ing and -ed. Short
 * words stay, or "3 times" would ask for the time.
 */
export function wordStem({ folded }: { folded: string }): string {
  const word = folded.replace(/'s$/, "");
  if (!/^[a-z]{6,}$/.test(word)) return word;
  return word
    .replace(/(ied|ies)$/, "y")
    .replace(/(?<=[a-z]{4})(ing|ed)$/, "")
    .replace(/(?<=[a-z]{5})(?<!s)s$/, "");
}
