import * as z from "zod/mini";

/** How the web is searched. Needs `enable_search: true`. Sources are not told through the compatible interface. */
export type SearchOptions = {
  /** Searches always instead of when the model wants to. Default `false`. */
  forced_search?: boolean;
  /** Default `turbo`. */
  search_strategy?: "turbo" | "max" | "agent" | "agent_max" | "standard" | "pro" | (string & {});
  /** Adds results of vertical searches. */
  enable_search_extension?: boolean;
  /** Only results of the last so many days: 7, 30, 180 or 365. */
  freshness?: number;
  /** Only these sites, at most 25. */
  assigned_site_list?: string[];
  intention_options?: { prompt_intervene?: string };
};

/** Tools that run inside the service. */
export type BuiltInToolParameters = {
  /** Lets the model search the web. Default `false`; not qwen-long (2024 document). */
  enable_search?: boolean | null;
  search_options?: SearchOptions | null;
  /** Lets search answers hold images. Default `false`. */
  enable_text_image_mixed?: boolean | null;
  /** Lets thinking models run code; needs `stream: true`. Default `false`. */
  enable_code_interpreter?: boolean | null;
};

export const builtInToolParameters: {
  readonly [K in keyof BuiltInToolParameters]-?: z.ZodMiniType<BuiltInToolParameters[K]>;
} = {
  enable_search: z.nullish(z.boolean()),
  search_options: z.nullish(
    z.looseObject({
      forced_search: z.optional(z.boolean()),
      search_strategy: z.optional(z.string()),
      enable_search_extension: z.optional(z.boolean()),
      freshness: z.optional(z.number()),
      assigned_site_list: z.optional(z.array(z.string())),
      intention_options: z.optional(z.looseObject({ prompt_intervene: z.optional(z.string()) })),
    }),
  ),
  enable_text_image_mixed: z.nullish(z.boolean()),
  enable_code_interpreter: z.nullish(z.boolean()),
};
