import type { TiktokenBPE } from "js-tiktoken/lite";
import { readPublished } from "./read-published.ts";
import { references } from "./references.ts";
import type { Encode } from "./references.ts";

/** The libraries we looked at, each as it is started: what is imported counts as well. */
export const candidates: Record<string, () => Promise<Encode>> = {
  "@qwire/tokenizer": async () => {
    const { loadTokenizer } = await import("@qwire/tokenizer");
    return (await loadTokenizer()).encode;
  },
  ...references,
  "js-tiktoken/lite": async () => {
    const { Tiktoken } = await import("js-tiktoken/lite");
    const tiktoken = new Tiktoken(asTiktoken());
    return (text) => tiktoken.encode(text.normalize("NFC"), "all");
  },
};

/** The published vocabulary in the form `js-tiktoken` takes: the bytes of each token in base64, in order. */
function asTiktoken(): TiktokenBPE {
  const { model, added_tokens, pre_tokenizer } = readPublished();
  const byteOf = bytesOfCharacters();
  const texts = Object.entries(model.vocab).toSorted(([, a], [, b]) => a - b);
  const ranks = texts.map(([text]) =>
    Buffer.from(Array.from(text, (character) => byteOf.get(character) ?? 0)).toString("base64"),
  );
  const pattern = pre_tokenizer.pretokenizers[0].pattern.Regex;
  return {
    pat_str: pattern.replace("(?i:'s|'t|'re|'ve|'m|'ll|'d)", "'(?:[sdmtSDMT]|[lL][lL]|[vV][eE]|[rR][eE])"),
    special_tokens: Object.fromEntries(added_tokens.map(({ content, id }) => [content, id])),
    bpe_ranks: `! 0 ${ranks.join(" ")}`,
  };
}

/** Byte-level vocabularies are written in characters one can see, one for each byte. */
function bytesOfCharacters(): Map<string, number> {
  const isVisible = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let hidden = 0;
  return new Map(
    Array.from({ length: 256 }, (_, byte) => [String.fromCodePoint(isVisible(byte) ? byte : 256 + hidden++), byte]),
  );
}
