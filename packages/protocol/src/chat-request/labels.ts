import * as z from "zod/mini";

/** What travels along and changes no answer. OpenAI clients send these; the service takes and ignores them. */
export type LabelParameters = {
  /** Labels of yours, for example a session id. Default: none (seen in Qwen's own command line client). */
  metadata?: { [key: string]: unknown } | null;
  /** OpenAI's id of the end user. Not documented, taken and ignored. */
  user?: string | null;
  /** OpenAI's wish to keep the reply. Not documented, taken and ignored. */
  store?: boolean | null;
  /** OpenAI's speed class. Not documented, taken and ignored. */
  service_tier?: string | null;
  /** OpenAI's weights by token id, -100 to 100. Not documented, taken and ignored. */
  logit_bias?: { [token: string]: number } | null;
};

export const labelParameters: { readonly [K in keyof LabelParameters]-?: z.ZodMiniType<LabelParameters[K]> } = {
  metadata: z.nullish(z.record(z.string(), z.unknown())),
  user: z.nullish(z.string()),
  store: z.nullish(z.boolean()),
  service_tier: z.nullish(z.string()),
  logit_bias: z.nullish(z.record(z.string(), z.number())),
};
