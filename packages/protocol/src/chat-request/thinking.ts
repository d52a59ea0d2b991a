import * as z from "zod/mini";

/** Whether and how long the model thinks before it answers. None of these is OpenAI's but `reasoning_effort`. */
export type ThinkingParameters = {
  /**
   * Hybrid models; default by model. Older ones think only with `stream: true`; thinking-only ones refuse `false`
   * (reference of 2026).
   */
  enable_thinking?: boolean | null;
  /**
   * Most tokens of thinking, from 1 to the model's maximum, which is the default (reference of 2026). Not with
   * `reasoning_effort`.
   */
  thinking_budget?: number | null;
  /**
   * A word instead of a budget; each model takes some of them; default by model (Qwen's own client). Not with
   * `thinking_budget`.
   */
  reasoning_effort?: "none" | "low" | "medium" | "high" | "xhigh" | "max" | (string & {}) | null;
  /**
   * Reads `reasoning_content` of earlier messages, as input tokens. Default `false`; qwen3.6-plus and newer (reference
   * of 2026).
   */
  preserve_thinking?: boolean | null;
};

export const thinkingParameters: { readonly [K in keyof ThinkingParameters]-?: z.ZodMiniType<ThinkingParameters[K]> } =
  {
    enable_thinking: z.nullish(z.boolean()),
    thinking_budget: z.nullish(z.int()),
    reasoning_effort: z.nullish(z.string()),
    preserve_thinking: z.nullish(z.boolean()),
  };
