import type { Usage } from "@qwire/protocol";
import type { Clock } from "../emulator/clock.ts";
import type { GatewayEvent, GatewayOutcome } from "./gateway-event.ts";

/** How a call ended. */
type End = {
  outcome: GatewayOutcome;
  usage?: Usage | null;
  /** Of the reply, as far as they went by. */
  bytes?: number;
  code?: string | null;
  cause?: unknown;
};

/** What is known of one chat request, told once it has ended. */
export type GatewayCall = {
  readonly id: string;
  /** The service's id of the request, or ours while it has given none. */
  requestId(): string;
  who: string | null;
  model: string | null;
  stream: boolean;
  status: number;
  upstreamRequestId: string | null;
  firstByte(): void;
  /** Only the first one counts. */
  end(how: End): void;
  /** Is called at the end, in the order given. */
  onEnd(then: (how: End) => void): void;
};

type Telling = { id: string; path: string; clock: Clock; tell(event: GatewayEvent): void };

/** Begins to tell of a call. */
export function openCall({ id, path, clock, tell }: Telling): GatewayCall {
  const startedAt = clock.now();
  const elapsedMs = (): number => clock.now() - startedAt;
  const atEnd: Array<(how: End) => void> = [];
  let isOver = false;
  const call: GatewayCall = {
    id,
    requestId: () => call.upstreamRequestId ?? id,
    who: null,
    model: null,
    stream: false,
    status: 0,
    upstreamRequestId: null,
    firstByte: () => tell({ type: "first-byte", id, elapsedMs: elapsedMs() }),
    onEnd: (then) => void atEnd.push(then),
    end(how) {
      if (isOver) return;
      isOver = true;
      for (const then of atEnd) then(how);
      const { who, model, stream, status, upstreamRequestId } = call;
      const { outcome, usage = null, code = null, cause } = how;
      const told = { type: "end" as const, id, outcome, status, code, who, model, stream, usage, upstreamRequestId };
      const end = { ...told, elapsedMs: elapsedMs() };
      tell(cause === undefined ? end : { ...end, cause });
    },
  };
  tell({ type: "start", id, path });
  return call;
}
