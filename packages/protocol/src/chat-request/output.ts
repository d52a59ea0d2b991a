import * as z from "zod/mini";
import type { JsonSchema } from "../tool.ts";
import { nullIsAbsent } from "../wire-text.ts";

/** The form of the answer. */
export type ResponseFormat =
  | { type: "text" }
  /** Any JSON object. A message must hold the word "json", in any case (error page of 2026). */
  | { type: "json_object" }
  /** JSON of this schema. Newer commercial models, not in every region (structured output page of 2026). */
  | {
      type: "json_schema";
      json_schema: {
        /** Letters, digits, `_` and `-`, at most 64 characters. */
        name: string;
        description?: string | null;
        schema?: JsonSchema;
        strict?: boolean | null;
      };
    };

/** What comes back beside plain text. */
export type OutputParameters = {
  /**
   * Default `{ type: "text" }`. Which JSON modes there are depends on model, region and thinking (reference of 2026).
   */
  response_format?: ResponseFormat | null;
  /**
   * Log probabilities of the answer's tokens. Default `false`; snapshots of qwen-plus and qwen-turbo, qwen3-vl, open
   * Qwen3 models (reference of 2026).
   */
  logprobs?: boolean | null;
  /** How many alternatives per token, 0 to 5, default 0; needs `logprobs: true` (reference of 2026). */
  top_logprobs?: number | null;
  /** Omni models: `["text"]`, the default, or `["text", "audio"]`, which needs `stream: true` (reference of 2026). */
  modalities?: Array<"text" | "audio" | (string & {})> | null;
  /** Voice and sound format of the answer. Omni models, with the audio modality (reference of 2026). */
  audio?: { voice: string; format: "wav" | (string & {}) } | null;
};

export const outputParameters: { readonly [K in keyof OutputParameters]-?: z.ZodMiniType<OutputParameters[K]> } = {
  response_format: z.nullish(
    z.discriminatedUnion("type", [
      z.looseObject({ type: z.literal("text") }),
      z.looseObject({ type: z.literal("json_object") }),
      z.looseObject({
        type: z.literal("json_schema"),
        json_schema: z.looseObject({
          name: z.string(),
          description: z.nullish(z.string()),
          schema: nullIsAbsent(z.record(z.string(), z.unknown())),
          strict: z.nullish(z.boolean()),
        }),
      }),
    ]),
  ),
  logprobs: z.nullish(z.boolean()),
  top_logprobs: z.nullish(z.int()),
  modalities: z.nullish(z.array(z.string())),
  audio: z.nullish(z.looseObject({ voice: z.string(), format: z.string() })),
};
