import type { Usage } from "@qwire/protocol";

/**
 * How a chat request ended. `refused`: by the gateway, before the service was asked. `failed`: by an error, the
 * service's or on the way to it. `cut`: after a part of the reply. `aborted`: the client left.
 */
export type GatewayOutcome = "complete" | "refused" | "failed" | "cut" | "aborted";

/** What a gateway tells of its work. No prompt, no reply, no key. */
export type GatewayEvent =
  | {
      type: "start";
      /** The gateway's own name of this request; `x-request-id` of what it answers by itself. */
      id: string;
      path: string;
    }
  | {
      type: "first-byte";
      id: string;
      /** Since the start, in milliseconds. */
      elapsedMs: number;
    }
  | {
      type: "end";
      id: string;
      outcome: GatewayOutcome;
      /** HTTP status answered with; 0 where the client left before. */
      status: number;
      /** The error's code, where there is one. */
      code: string | null;
      /** Who asked, as `identify` names them; `null` where nobody was let in. */
      who: string | null;
      /** `null` where the request was refused before it was read. */
      model: string | null;
      stream: boolean;
      /** What the service says it costs; `null` where it did not get to that. */
      usage: Usage | null;
      elapsedMs: number;
      /** The service's own id of the request. */
      upstreamRequestId: string | null;
      /** What a function of yours threw (`authorize`, `apiKey`, `identify`, `shape`, the limiter), or the connection did. */
      cause?: unknown;
    };
