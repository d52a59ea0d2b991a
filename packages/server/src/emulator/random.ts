/** Draws numbers from 0 up to 1 that follow from the seed alone (sfc32 over a hash of the text). */
export function createRandom(seed: string): () => number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let isSeeded = false;
  return () => {
    // Most are made for a draw that never comes.
    if (!isSeeded) [a, b, c, d] = hash128(seed);
    isSeeded = true;
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

/** A short, stable name for a text: 32 hex digits. Not for secrets. */
export function hashText(text: string): string {
  const [a, b, c, d] = hash128(text);
  return wordHex(a) + wordHex(b) + wordHex(c) + wordHex(d);
}

/** So many hex digits, eight a draw. */
export function randomHex(random: () => number, length: number): string {
  let digits = "";
  while (digits.length < length) digits += wordHex(Math.floor(random() * 4_294_967_296));
  return digits.slice(0, length);
}

const byteHex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** 32 bits as eight digits. */
function wordHex(word: number): string {
  const at = (shift: number): string => byteHex[(word >>> shift) & 255] ?? "";
  return at(24) + at(16) + at(8) + at(0);
}

/** A UUID, as the service makes its request ids of. */
export function randomUuid(random: () => number): string {
  const hex = randomHex(random, 31);
  const version = `9${hex.slice(12, 15)}-b${hex.slice(16, 19)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${hex.slice(19, 31)}`;
}

/** MurmurHash3's 128-bit mixing, over UTF-16 units. */
function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    h1 = h2 ^ Math.imul(h1 ^ unit, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ unit, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ unit, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ unit, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
