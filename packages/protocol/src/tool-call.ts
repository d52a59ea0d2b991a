import * as z from "zod/mini";
import { wireArguments, wireConstant, wireWord } from "./wire-text.ts";

/** A finished request of the model for a tool. */
export type ToolCall = {
  /** Opaque; the tool message answers it in `tool_call_id`. Usually `call_` and 22 to 24 hex digits; may come empty. */
  id: string;
  type: "function";
  function: {
    name: string;
    /** JSON text as the model wrote it: it may be empty, incomplete or wrong. Check before use. */
    arguments: string;
  };
  /** Position among the calls of one reply; the service adds it, OpenAI does not. */
  index?: number;
};

/**
 * A piece of a tool call in a chunk. `null`, `""` and absent all mean "nothing new" (five dialects are recorded).
 * Pieces belong together by `index`, unless a new non-empty `id` says otherwise.
 */
export type ToolCallDelta = {
  index?: number | null;
  id?: string | null;
  type?: string | null;
  function?: { name?: string | null; arguments?: string | null } | null;
};

/** Law for {@link ToolCall}: loose. `id` and `type` may be missing or `null` on relays; arguments may come as an object. */
export const toolCall: z.ZodMiniType<ToolCall> = z.looseObject({
  id: wireWord,
  type: wireConstant("function"),
  function: z.looseObject({
    name: z.string(),
    arguments: z.pipe(
      wireArguments,
      z.transform((text) => text ?? ""),
    ),
  }),
  index: z.optional(z.number()),
});

/** Law for {@link ToolCallDelta}: loose. */
export const toolCallDelta: z.ZodMiniType<ToolCallDelta> = z.looseObject({
  index: z.nullish(z.number()),
  id: z.nullish(z.string()),
  type: z.nullish(z.string()),
  function: z.nullish(z.looseObject({ name: z.nullish(z.string()), arguments: wireArguments })),
});
