import { createEncoder } from "./encode/create-encoder.ts";
import { decodeTokens } from "./encode/decode-tokens.ts";
import { spelledOut } from "./encode/special-tokens.ts";
import type { SpecialTokens } from "./encode/special-tokens.ts";
import { countCompletion } from "./prompt/count-completion.ts";
import type { CompletionCount, CompletionMessage } from "./prompt/count-completion.ts";
import { countMessages } from "./prompt/count-messages.ts";
import { fits } from "./prompt/fits.ts";
import type { ContextProfile, Fit, SizedRequest } from "./prompt/fits.ts";
import type { PromptMessage } from "./prompt/prompt-message.ts";
import type { TokenCount } from "./prompt/token-count.ts";
import { trimToFit } from "./prompt/trim-to-fit.ts";
import type { PromptBudget, Trimmed } from "./prompt/trim-to-fit.ts";
import type { PromptOptions } from "./prompt/write-prompt.ts";
import { refuseBeyond } from "./text-too-long.ts";
import type { Vocabulary } from "./vocabulary/vocabulary.ts";

/** How a text is read. */
export type EncodeOptions = {
  /**
   * `read`: `<|im_start|>` and the like are the tokens of that name, as the reference reads them. `spell`: they are text
   * like any other, for what a stranger wrote. Default `read`.
   */
  readonly specialTokens?: "read" | "spell";
};

/** Qwen3's tokenizer. It fills the port `Tokenizer` of `@qwire/protocol`. Whatever takes a text throws `TextTooLong`. */
export type QwenTokenizer = {
  /** The ids of a text's tokens, in order. Normalises to NFC, as the reference does. */
  encode(text: string, options?: EncodeOptions): number[];
  /**
   * The text of these tokens; a character of which only a part is there becomes U+FFFD.
   *
   * @throws RangeError for an id there is not
   */
  decode(ids: readonly number[]): string;
  /** How many tokens a text is. */
  count(text: string, options?: EncodeOptions): number;
  /** Ids of the special tokens by their texts. */
  readonly specialTokens: ReadonlyMap<string, number>;
  /** The prompt tokens of a request: messages, the marks around them, and tools. */
  countMessages(messages: readonly PromptMessage[], options?: PromptOptions): TokenCount;
  /** The completion tokens of an answer, such as a reply's `message`. */
  countCompletion(message: CompletionMessage): CompletionCount;
  /**
   * Whether a request and its answer fit a model.
   *
   * @example tokenizer.fits(request, findModel(request.model))
   * @throws TypeError where the profile does not tell the context
   */
  fits(request: SizedRequest, profile: ContextProfile): Fit;
  /**
   * Leaves out the oldest messages until the prompt fits. The opening system messages, the last question and the last
   * message stay, and a call never loses its answers.
   *
   * @throws BudgetTooSmall where what has to stay does not fit
   */
  trimToFit<Message extends PromptMessage>(messages: readonly Message[], budget: PromptBudget): Trimmed<Message>;
};

/** A tokenizer over a vocabulary. */
export function createTokenizer(vocabulary: Vocabulary, specials: SpecialTokens, maxCharacters: number): QwenTokenizer {
  const spelled = spelledOut(specials);
  const encoder = createEncoder(vocabulary);
  const tokensOf = (text: string, { specialTokens = "read" }: EncodeOptions): Iterable<Int32Array> => {
    refuseBeyond(maxCharacters, text);
    return encoder(text, specialTokens === "read" ? specials : spelled);
  };
  const count = (text: string, options: EncodeOptions = {}): number => {
    let tokens = 0;
    for (const word of tokensOf(text, options)) tokens += word.length;
    return tokens;
  };
  return {
    encode(text, options = {}) {
      const ids: number[] = [];
      for (const word of tokensOf(text, options)) for (const id of word) ids.push(id);
      return ids;
    },
    decode: (ids) => decodeTokens(ids, vocabulary, specials),
    count,
    specialTokens: specials.ids,
    countMessages: (messages, options = {}) => countMessages(messages, options, count),
    countCompletion: (message) => countCompletion(message, count),
    fits: (request, profile) => fits(request, profile, count),
    trimToFit: (messages, budget) => trimToFit(messages, budget, count),
  };
}
