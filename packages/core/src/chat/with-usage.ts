import type { ChatRequest } from "@qwire/protocol";

/** Asks a stream to tell its usage, unless the caller has decided. */
export function withUsage(request: ChatRequest): ChatRequest {
  const options = request.stream_options;
  if (request.stream !== true || options?.include_usage !== undefined) return request;
  return { ...request, stream_options: { ...options, include_usage: true } };
}
