import * as z from "zod/mini";

/** How the next token is drawn. */
export type SamplingParameters = {
  /**
   * Evens out or sharpens the odds of the next token: higher is more varied. `[0, 2)`; default by model. 0 is taken and
   * has no meaning (both documents). Set this or `top_p`, not both.
   */
  temperature?: number | null;
  /**
   * Draws only from the likeliest tokens that together reach this probability. `(0, 1]`; default by model. Both
   * documents print `(0, 1.0)`, the reference of 2026 includes 1.
   */
  top_p?: number | null;
  /**
   * Draws only from the k likeliest tokens. 0 or more, default by model (mostly 20); above 100 it is off (reference of
   * 2026).
   */
  top_k?: number | null;
  /**
   * Lowers repetition over the whole text. `[-2, 2]`; default by model. Commercial models and Qwen1.5 or newer (both
   * documents).
   */
  presence_penalty?: number | null;
  /** OpenAI's, -2 to 2. The service does not document it, takes it and ignores it. */
  frequency_penalty?: number | null;
  /** Lowers repetition of what was just said: above 0, 1 changes nothing. Default 1 (reference of 2026). */
  repetition_penalty?: number | null;
  /**
   * Makes draws repeatable, as far as the model allows. An integer from 0 to 2^64 - 1 (both documents); later pages say
   * 2^31 - 1 or 2^63 - 1. A `bigint` is sent digit for digit; a `number` is exact up to 2^53.
   */
  seed?: number | bigint | null;
};

const float = z.nullish(z.number());

export const samplingParameters: { readonly [K in keyof SamplingParameters]-?: z.ZodMiniType<SamplingParameters[K]> } =
  {
    temperature: float,
    top_p: float,
    top_k: float,
    presence_penalty: float,
    frequency_penalty: float,
    repetition_penalty: float,
    seed: z.nullish(z.union([z.number(), z.bigint()])),
  };
