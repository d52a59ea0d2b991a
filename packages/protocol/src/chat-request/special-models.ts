import * as z from "zod/mini";

/** What only some families read. */
export type SpecialModelParameters = {
  /**
   * Vision models: raises the cap of an image from 1,280 to 16,384 tokens and ignores `max_pixels`. Default `false`
   * (reference of 2026).
   */
  vl_high_resolution_images?: boolean | null;
  /** Qwen-MT: languages by name or code (`auto` for the source); exactly one user message (error page of 2026). */
  translation_options?: {
    source_lang: string;
    target_lang: string;
    terms?: Array<{ source: string; target: string }> | null;
    tm_list?: Array<{ source: string; target: string }> | null;
    domains?: string | null;
  } | null;
  /**
   * Speech recognition: language of the sound, whether to find it out, whether to write numbers as digits
   * (qwen3-asr-flash).
   */
  asr_options?: { language?: string | null; enable_lid?: boolean | null; enable_itn?: boolean | null } | null;
};

const pairs = z.nullish(z.array(z.looseObject({ source: z.string(), target: z.string() })));

export const specialModelParameters: {
  readonly [K in keyof SpecialModelParameters]-?: z.ZodMiniType<SpecialModelParameters[K]>;
} = {
  vl_high_resolution_images: z.nullish(z.boolean()),
  translation_options: z.nullish(
    z.looseObject({
      source_lang: z.string(),
      target_lang: z.string(),
      terms: pairs,
      tm_list: pairs,
      domains: z.nullish(z.string()),
    }),
  ),
  asr_options: z.nullish(
    z.looseObject({
      language: z.nullish(z.string()),
      enable_lid: z.nullish(z.boolean()),
      enable_itn: z.nullish(z.boolean()),
    }),
  ),
};
