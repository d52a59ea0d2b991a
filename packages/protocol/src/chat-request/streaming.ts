import * as z from "zod/mini";

/** How the reply travels. */
export type StreamingParameters = {
  /** `true`: chunks as server-sent events. Default `false` (both documents). Some models answer no other way. */
  stream?: boolean | null;
  /** Takes effect only with `stream: true` (both documents). */
  stream_options?: {
    /** Adds a last chunk with `choices: []` and the usage. Default `false` (both documents). */
    include_usage?: boolean | null;
  } | null;
};

export const streamingParameters: {
  readonly [K in keyof StreamingParameters]-?: z.ZodMiniType<StreamingParameters[K]>;
} = {
  stream: z.nullish(z.boolean()),
  stream_options: z.nullish(z.looseObject({ include_usage: z.nullish(z.boolean()) })),
};
