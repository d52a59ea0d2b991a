/** Most bytes of what the model is told of a failure: it is paid for, round after round. */
const maxBytes = 2048;

/** The beginning of a text that is longer than so many bytes of UTF-8, without half a character at its end. */
export function shortenBytes(text: string, most: number = maxBytes): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= most) return text;
  const ellipsis = "…";
  const kept = new TextDecoder().decode(bytes.subarray(0, most - 3), { stream: true });
  return kept + ellipsis;
}
