/**
 * Cuts text into the tokens of a model: the port through which figures of usage, token ids in `stop` and log
 * probabilities become exact. `encode` and `decode` belong together; a tokenizer without them only counts.
 */
export type Tokenizer = {
  /** How many tokens a text is. */
  count(text: string): number;
  /** The ids of its tokens, in order. */
  encode?(text: string): number[];
  /** The text of these tokens; a character of which only a part is there becomes U+FFFD. */
  decode?(ids: readonly number[]): string;
};
