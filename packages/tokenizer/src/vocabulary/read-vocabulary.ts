import { createVocabulary } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A vocabulary as it is shipped. */
export type PackedVocabulary = {
  /** How many ids there are, special tokens apart. */
  size: number;
  /**
   * Base64 of a raw deflate of six planes of bytes: the low, middle and high bytes of all left halves, then those of all
   * right halves, from id 256 on. Planes of like bytes deflate to half of what the texts of the tokens would.
   */
  halves: string;
};

/** Unpacks a vocabulary, with nothing but what every runtime has. */
export async function readVocabulary({ size, halves }: PackedVocabulary): Promise<Vocabulary> {
  const planes = await inflate(fromBase64(halves), (size - 256) * 6);
  const plane = (size - 256) * 3;
  return createVocabulary(readHalves(planes.subarray(0, plane), size), readHalves(planes.subarray(plane), size));
}

function readHalves(planes: Uint8Array, size: number): Int32Array {
  const halves = new Int32Array(size);
  const count = size - 256;
  for (let at = 0; at < count; at++) {
    const [low, middle, high] = [planes[at] ?? 0, planes[count + at] ?? 0, planes[2 * count + at] ?? 0];
    halves[256 + at] = low | (middle << 8) | (high << 16);
  }
  return halves;
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** @throws TypeError where the data is not what it was packed as */
async function inflate(packed: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // The reader below hears of what goes wrong.
  const written = writer.write(packed).then(() => writer.close());
  written.catch(() => {});
  const reader = readable.getReader();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > length) throw broken();
    bytes.set(value, at);
    at += value.length;
  }
  if (at !== length) throw broken();
  return bytes;
}

function broken(): TypeError {
  return new TypeError("The vocabulary of @qwire/tokenizer is damaged: install the package again.");
}
