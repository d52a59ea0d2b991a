import { createTokenizer } from "./create-tokenizer.ts";
import type { QwenTokenizer } from "./create-tokenizer.ts";
import { createSpecialTokens } from "./encode/special-tokens.ts";
import type { SpecialTokens } from "./encode/special-tokens.ts";
import { readVocabulary } from "./vocabulary/read-vocabulary.ts";
import type { Vocabulary } from "./vocabulary/vocabulary.ts";

/** How a tokenizer behaves. */
export type TokenizerOptions = {
  /**
   * Longest text taken at once, in UTF-16 units; a longer one is a `TextTooLong`. Default and most: 4,000,000, at which
   * a text of one long word takes some two seconds.
   */
  maxCharacters?: number;
};

/** What JavaScript engines split in one go whatever the text; beyond it their patterns may overflow the stack. */
const mostCharacters = 4_000_000;

let loading: Promise<{ vocabulary: Vocabulary; specials: SpecialTokens }> | null = null;

/**
 * Loads Qwen's tokenizer: half a megabyte, fetched and unpacked at the first call and shared by all others.
 *
 * @example const tokenizer = await loadTokenizer(); tokenizer.count("你好");
 * @throws TypeError on an option that cannot be
 */
export async function loadTokenizer({ maxCharacters = mostCharacters }: TokenizerOptions = {}): Promise<QwenTokenizer> {
  if (!(maxCharacters > 0 && maxCharacters <= mostCharacters)) {
    throw new TypeError(`maxCharacters takes a number from 1 to ${mostCharacters}, not ${maxCharacters}.`);
  }
  loading ??= load().catch((error: unknown) => {
    // A chunk that did not arrive may arrive the next time.
    loading = null;
    throw error;
  });
  const { vocabulary, specials } = await loading;
  return createTokenizer(vocabulary, specials, maxCharacters);
}

async function load(): Promise<{ vocabulary: Vocabulary; specials: SpecialTokens }> {
  const packed = await import("#vocabulary");
  const vocabulary = await readVocabulary(packed);
  return { vocabulary, specials: createSpecialTokens(packed.specialTokens, packed.size) };
}
