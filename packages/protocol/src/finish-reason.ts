import * as z from "zod/mini";

/**
 * Why the model stopped. `null` or absent while it is still writing.
 *
 * - `stop`: a natural end or a `stop` sequence. Tool calls may still be there: look at the message, not at this word.
 * - `length`: `max_tokens` or the model's own limit was reached; the last tool call may be cut.
 * - `tool_calls`: the model asks for tools.
 * - `content_filter`: withheld by moderation.
 * - `error_finish`: the service failed and put the error text where the content goes (seen in Qwen's own clients).
 *
 * The list is open: words newer than this package pass through.
 */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "error_finish" | (string & {});

/** Law for {@link FinishReason}. The native protocol's string `"null"` reads as `null`. */
export const finishReason: z.ZodMiniType<FinishReason | null | undefined> = z.pipe(
  z.nullish(z.string()),
  z.transform((reason) => (reason === "null" ? null : reason)),
);
