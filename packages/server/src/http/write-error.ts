import type { WireError } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";

/**
 * The body of an error, as recorded: `request_id` beside `error`. Refusals of the model's layer (status 400) also carry
 * the completion's `id`, those of the gateway before it do not.
 */
export function writeError({ status, message, code, type, param }: ApiError, requestId: string): WireError {
  const error = { message, type: type ?? code ?? "invalid_request_error", param: param ?? null, code };
  return status === 400
    ? { error, id: `chatcmpl-${requestId}`, request_id: requestId }
    : { error, request_id: requestId };
}
