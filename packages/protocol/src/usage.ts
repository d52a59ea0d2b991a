import * as z from "zod/mini";
import { wireCount } from "./wire-text.ts";

/** How the prompt's tokens divide. Every figure is a part of `prompt_tokens`, never beside it. */
export type PromptTokensDetails = {
  /** Tokens read from the context cache, implicit or explicit. */
  cached_tokens?: number | null;
  text_tokens?: number | null;
  image_tokens?: number | null;
  video_tokens?: number | null;
  audio_tokens?: number | null;
  /** Tokens written to an explicit cache by this request; billed at 125 %. */
  cache_creation_input_tokens?: number | null;
  cache_creation?: { ephemeral_5m_input_tokens?: number | null } | null;
  cache_type?: string | null;
};

/** How the reply's tokens divide. Every figure is a part of `completion_tokens`. */
export type CompletionTokensDetails = {
  /** Tokens spent on `reasoning_content`. */
  reasoning_tokens?: number | null;
  text_tokens?: number | null;
  audio_tokens?: number | null;
};

/**
 * Tokens a request has cost. Streams tell it only when `stream_options.include_usage` is true, in a last chunk whose
 * `choices` is empty (both documents). Details come and go by model: read them loosely.
 */
export type Usage = {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details?: PromptTokensDetails | null;
  completion_tokens_details?: CompletionTokensDetails | null;
};

const count = z.nullish(z.number());

/** Law for {@link Usage}: loose, unknown figures survive, missing ones read as 0. */
export const usage: z.ZodMiniType<Usage> = z.looseObject({
  prompt_tokens: wireCount,
  completion_tokens: wireCount,
  total_tokens: wireCount,
  prompt_tokens_details: z.nullish(
    z.looseObject({
      cached_tokens: count,
      text_tokens: count,
      image_tokens: count,
      video_tokens: count,
      audio_tokens: count,
      cache_creation_input_tokens: count,
      cache_creation: z.nullish(z.looseObject({ ephemeral_5m_input_tokens: count })),
      cache_type: z.nullish(z.string()),
    }),
  ),
  completion_tokens_details: z.nullish(
    z.looseObject({ reasoning_tokens: count, text_tokens: count, audio_tokens: count }),
  ),
});
