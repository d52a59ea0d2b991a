import * as z from "zod/mini";

const textParts = z.array(z.looseObject({ text: z.string() }));

/** Text of a reply. Older vision paths send a list of `{ text }` parts; it reads as one string. */
export const wireText: z.ZodMiniType<string | null | undefined> = z.pipe(
  z.nullish(z.union([z.string(), textParts])),
  z.transform((text) => (Array.isArray(text) ? text.map((part) => part.text).join("") : text)),
);

/** Arguments of a tool call. Some relays send the object itself instead of its JSON text; it reads as text. */
export const wireArguments: z.ZodMiniType<string | null | undefined> = z.pipe(
  z.nullish(z.union([z.string(), z.record(z.string(), z.unknown())])),
  z.transform((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : value)),
);
