import * as z from "zod/mini";
import { joinedParts, jsonOfObject } from "./wire-forms.ts";

// The other form is made into the usual one before the check: a union would cost every bundle a third of a kilobyte.

/** Text of a reply. Older vision paths send a list of `{ text }` parts; it reads as one string. */
export const wireText: z.ZodMiniType<string | null | undefined> = z.pipe(
  z.transform(joinedParts),
  z.nullish(z.string()),
);

/** Arguments of a tool call. Some relays send the object itself instead of its JSON text; it reads as text. */
export const wireArguments: z.ZodMiniType<string | null | undefined> = z.pipe(
  z.transform(jsonOfObject),
  z.nullish(z.string()),
);

/** A text every reply should have: `null` and absent read as `""`. */
export const wireWord: z.ZodMiniType<string> = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => text ?? ""),
);

/** A number every reply should have: `null` and absent read as 0. */
export const wireCount: z.ZodMiniType<number> = z.pipe(
  z.nullish(z.number()),
  z.transform((count) => count ?? 0),
);

/** A word that can only be this one: `null`, `""` and absent read as it, any other word is refused. */
/* @__NO_SIDE_EFFECTS__ */
export function wireConstant<const W extends string>(word: W): z.ZodMiniType<W> {
  return z.pipe(
    z.nullish(z.literal([word, ""])),
    z.transform(() => word),
  );
}

/** What may be missing: `null`, which SDK dumps write, reads as absent. */
/* @__NO_SIDE_EFFECTS__ */
export function nullIsAbsent<T>(schema: z.ZodMiniType<T>): z.ZodMiniType<T | undefined> {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? undefined),
  );
}
