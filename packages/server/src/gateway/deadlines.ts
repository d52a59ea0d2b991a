import type { GatewayTimeouts } from "./gateway-options.ts";

/** Why a call was given up. */
export type Fired = "aborted" | "read" | "headers" | "firstByte" | "idle" | "total";

/** One call's way to be given up: by the client, or by a clock. */
export type Deadlines = {
  /** Fires for the service. */
  readonly signal: AbortSignal;
  /** What fired; `null` while nothing has. */
  readonly fired: Fired | null;
  /** The work's own result, unless the call is given up before, or the work takes longer than allowed. One at a time. */
  within<T>(limit: "read" | "headers" | "firstByte" | "idle", work: Promise<T>): Promise<T>;
  /** The client has left, or nobody reads on. */
  leave(): void;
  /** Takes every timer and listener back. */
  dispose(): void;
};

/** Starts the clock. @param client fires when the client leaves */
export function startDeadlines(client: AbortSignal, limits: Required<GatewayTimeouts>): Deadlines {
  const controller = new AbortController();
  let fired: Fired | null = null;
  let giveUp: ((reason: Error) => void) | null = null;
  const fire = (why: Fired): void => {
    if (fired !== null) return;
    fired = why;
    const reason = new Error(why === "aborted" ? "The client has left." : `The ${why} timeout has passed.`);
    controller.abort(reason);
    giveUp?.(reason);
  };
  const leave = (): void => fire("aborted");
  client.addEventListener("abort", leave);
  if (client.aborted) leave();
  const cancelTotal = startTimer(limits.totalMs, () => fire("total"));

  return {
    signal: controller.signal,
    get fired() {
      return fired;
    },
    within(limit, work) {
      return new Promise((resolve, reject) => {
        const cancel = startTimer(limits[`${limit}Ms`], () => fire(limit));
        giveUp = reject;
        const settle = (): void => {
          giveUp = null;
          cancel();
        };
        work.then(
          (value) => {
            settle();
            resolve(value);
          },
          (error: unknown) => {
            settle();
            reject(error);
          },
        );
        if (controller.signal.aborted) reject(controller.signal.reason);
      });
    },
    leave,
    dispose() {
      cancelTotal();
      client.removeEventListener("abort", leave);
    },
  };
}

/** What timers take at most; anything longer is for ever. */
const longestMs = 2 ** 31 - 1;

function startTimer(waitMs: number, then: () => void): () => void {
  if (waitMs > longestMs) return () => {};
  const timer = setTimeout(then, waitMs);
  return () => clearTimeout(timer);
}
