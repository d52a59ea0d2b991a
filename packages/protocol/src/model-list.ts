import * as z from "zod/mini";
import { wireConstant } from "./wire-text.ts";

/** One entry of `GET {base}/models`. Being listed does not mean the key may use it. */
export type ModelEntry = { id: string; object?: string | null; created?: number | null; owned_by?: string | null };

/** The reply of `GET {base}/models`. */
export type ModelList = { object: "list"; data: ModelEntry[] };

/** Law for {@link ModelList}: loose. */
export const modelList: z.ZodMiniType<ModelList> = z.looseObject({
  object: wireConstant("list"),
  data: z.array(
    z.looseObject({
      id: z.string(),
      object: z.nullish(z.string()),
      created: z.nullish(z.number()),
      owned_by: z.nullish(z.string()),
    }),
  ),
});
