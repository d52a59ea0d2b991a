/** When things happened, in milliseconds since 1970. */
export type Timing = { arrivedAt: number; answeredAt: number };

/** The headers the service sends with every reply (recorded February to April 2026; cookies left out). */
export function serviceHeaders(requestId: string, { arrivedAt, answeredAt }: Timing): Record<string, string> {
  const costMs = String(Math.max(0, Math.round(answeredAt - arrivedAt)));
  return {
    "x-request-id": requestId,
    "x-dashscope-call-gateway": "true",
    "req-arrive-time": String(Math.round(arrivedAt)),
    "resp-start-time": String(Math.round(answeredAt)),
    "req-cost-time": costMs,
    "x-envoy-upstream-service-time": costMs,
    server: "istio-envoy",
  };
}

/** The emulator's own: what it has taken from a request and does not apply. */
export const noteHeader = "x-qwire-note";

export const jsonType: string = "application/json";

/** Event streams must reach the reader as they are made: no cache, no transformation, no buffering proxy. */
export const streamHeaders: Record<string, string> = {
  "content-type": "text/event-stream;charset=UTF-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};
