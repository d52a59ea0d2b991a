import * as z from "zod/mini";

/** How the web is searched. Needs `enable_search: true`. Sources are not told through the compatible interface. */
export type SearchOptions = {
  /** Searches always instead of when the model wants to. Default `false` (reference of 2026). */
  forced_search?: boolean | null;
  /** How thoroughly. Default `turbo`; `standard` and `pro` are older words (web search page of 2026). */
  search_strategy?: "turbo" | "max" | "agent" | "agent_max" | "standard" | "pro" | (string & {}) | null;
  /** Adds results of vertical searches. Default `false` (web search page of 2026). */
  enable_search_extension?: boolean | null;
  /** Only results of the last so many days: 7, 30, 180 or 365. Default: any age (web search page of 2026). */
  freshness?: number | null;
  /** Only these sites, at most 25. Default: all (web search page of 2026). */
  assigned_site_list?: string[] | null;
  /** Tells in words when to search (web search page of 2026). */
  intention_options?: { prompt_intervene?: string | null } | null;
};

/** Tools that run inside the service. */
export type BuiltInToolParameters = {
  /**
   * Lets the model search the web. Default `false`. Not qwen-long (2024 document); missing in the 2025 document, back
   * in the reference of 2026. Sources are not told.
   */
  enable_search?: boolean | null;
  /** How to search. Only with `enable_search: true` (reference of 2026). */
  search_options?: SearchOptions | null;
  /**
   * Lets search answers hold images. Default `false`; qwen-max, qwen-plus-latest, qwen-flash (web search page of 2026).
   */
  enable_text_image_mixed?: boolean | null;
  /** Lets thinking models run code; needs `stream: true`. Default `false` (reference of 2026). */
  enable_code_interpreter?: boolean | null;
};

export const builtInToolParameters: {
  readonly [K in keyof BuiltInToolParameters]-?: z.ZodMiniType<BuiltInToolParameters[K]>;
} = {
  enable_search: z.nullish(z.boolean()),
  search_options: z.nullish(
    z.looseObject({
      forced_search: z.nullish(z.boolean()),
      search_strategy: z.nullish(z.string()),
      enable_search_extension: z.nullish(z.boolean()),
      freshness: z.nullish(z.number()),
      assigned_site_list: z.nullish(z.array(z.string())),
      intention_options: z.nullish(z.looseObject({ prompt_intervene: z.nullish(z.string()) })),
    }),
  ),
  enable_text_image_mixed: z.nullish(z.boolean()),
  enable_code_interpreter: z.nullish(z.boolean()),
};
