/** The beginning of a text that is too long, without the word it would cut: half a key would not be known as one. */
export function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/\S+$/, "")}…`;
}
