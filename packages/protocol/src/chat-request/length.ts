import * as z from "zod/mini";

/**
 * Where to stop: a text, several texts, several token ids, or several runs of token ids. One kind only: the 2025
 * document forbids `["你好", 104307]`. Ids are those of the model's own tokenizer.
 */
export type Stop = string | string[] | number[] | number[][];

/** How much is written. */
export type LengthParameters = {
  /**
   * Most tokens of the answer, from 1 to the model's maximum, which is the default (both documents). Thinking is not
   * counted (reference of 2026).
   */
  max_tokens?: number | null;
  /**
   * Most tokens of thinking and answer together, within about 10; default: the model's maximum. Qwen3.5 and newer
   * commercial models, DeepSeek v3 and newer (reference of 2026).
   */
  max_completion_tokens?: number | null;
  /** Ends the answer just before one of these. Default: none (both documents). */
  stop?: Stop | null;
  /**
   * How many answers, an integer from 1 to 4, default 1. With `tools` it must be 1. The 2025 document names qwen-plus
   * only, later pages the Qwen3 models outside thinking.
   */
  n?: number | null;
};

const integer = z.nullish(z.int());

export const lengthParameters: { readonly [K in keyof LengthParameters]-?: z.ZodMiniType<LengthParameters[K]> } = {
  max_tokens: integer,
  max_completion_tokens: integer,
  stop: z.nullish(
    z.union([z.string(), z.array(z.string()), z.array(z.int()), z.array(z.array(z.int()))], {
      error: "must be a string, or an array of strings, of token ids or of arrays of token ids, all of one kind",
    }),
  ),
  n: integer,
};
