import type { ErrorCode } from "@qwire/protocol";
import { backoff } from "./retry.ts";
import type { RetryPolicy } from "./retry.ts";

/** Failures that pass no sooner by waiting, and that another model may not have. */
const anotherModelMayHelp: ReadonlySet<ErrorCode> = new Set([
  "model_not_found",
  "model_not_supported",
  "access_denied",
  "free_tier_exhausted",
]);

/**
 * Asks the next model of the list, at once, when one is throttled, overloaded, failing or not to be had. The request's
 * own model comes first, whether it is in the list or not. After the last one, `then` decides (default `backoff()`),
 * and the last model is asked again.
 *
 * @example createClient({ retry: fallback(["qwen-plus", "qwen-turbo"]) })
 */
export function fallback(models: readonly string[], then: RetryPolicy = backoff()): RetryPolicy {
  return (failed) => {
    const { error, request, attempt } = failed;
    const next = models[models.indexOf(request.model) + 1];
    const mayHelp = error.retryable || anotherModelMayHelp.has(error.code);
    if (next !== undefined && mayHelp) return { waitMs: 0, request: { ...request, model: next } };
    // It counts its own attempts: those before were other models'.
    return then({ ...failed, attempt: Math.max(1, attempt - models.length + 1) });
  };
}
