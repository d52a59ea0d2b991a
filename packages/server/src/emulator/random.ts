/** 128 bits that stand for a text. Not for secrets. */
export type Hash = readonly [number, number, number, number];

const start: Hash = [1779033703, 3144134277, 1013904242, 2773480762];

/** MurmurHash3's 128-bit mixing, over UTF-16 units. @param from the hash of what came before the text. Default: nothing did */
export function hashText(text: string, from: Hash = start): Hash {
  let [h1, h2, h3, h4] = from;
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

/** 32 hex digits. */
export function hashHex([a, b, c, d]: Hash): string {
  return wordHex(a) + wordHex(b) + wordHex(c) + wordHex(d);
}

/** 53 of its bits: a key that costs less than a text. */
export function hashNumber([a, b]: Hash): number {
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}

/** Draws numbers from 0 up to 1 that follow from the seed alone (sfc32 over its hash). @param from what comes before the seed */
export function createRandom(seed: string, from?: Hash): () => number {
  let [a, b, c, d] = start;
  let isSeeded = false;
  return () => {
    // Most are made for a draw that never comes.
    if (!isSeeded) [a, b, c, d] = hashText(seed, from);
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

/** So many hex digits, eight a draw. */
export function randomHex(random: () => number, length: number): string {
  let digits = "";
  while (digits.length < length) digits += wordHex(drawWord(random));
  return digits.slice(0, length);
}

/** A UUID, as the service makes its request ids of. */
export function randomUuid(random: () => number): string {
  const [a, b, c, d] = [drawWord(random), drawWord(random), drawWord(random), drawWord(random)];
  const version = `${byteHex(0x90 | ((b >>> 8) & 15))}${byteHex(b)}-${byteHex(0xb0 | (c >>> 28))}${byteHex(c >>> 16)}`;
  return `${wordHex(a)}-${byteHex(b >>> 24)}${byteHex(b >>> 16)}-${version}-${byteHex(c >>> 8)}${byteHex(c)}${wordHex(d)}`;
}

function drawWord(random: () => number): number {
  return Math.floor(random() * 4_294_967_296);
}

const hex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The lowest eight bits as two digits. */
function byteHex(word: number): string {
  return hex[word & 255] ?? "";
}

/** 32 bits as eight digits. */
function wordHex(word: number): string {
  return byteHex(word >>> 24) + byteHex(word >>> 16) + byteHex(word >>> 8) + byteHex(word);
}
