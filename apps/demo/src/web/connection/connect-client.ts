import { backoff, createClient } from "qwire";
import type { Client, RetryPolicy } from "qwire";
import type { ErrorCode } from "@qwire/protocol";
import { fetchTransport } from "@qwire/adapters/fetch";
import type { Transport } from "@qwire/core";

/** What a fault picker has chosen: the emulator's words, and whether later tries are spared. */
export type ChosenFault = { words: string; onlyFirstTry: boolean };

export type ConnectOptions = {
  fault: ChosenFault | null;
  /** The emulator never thinks for minutes, so that its silences can be given up sooner. */
  isEmulator: boolean;
  /** Told before a request is sent again. */
  onRetry(code: ErrorCode, waitMs: number): void;
};

/** Our own client, in the browser: it asks the server this page came from, which knows the page by its cookie. */
export function connectClient({ fault, isEmulator, onRetry }: ConnectOptions): Client {
  return createClient({
    baseURL: `${location.origin}/compatible-mode/v1`,
    // The key stays with the server.
    apiKey: "cookie",
    transport: withFault(fetchTransport(), fault),
    retry: patience(onRetry),
    ...(isEmulator ? { timeouts: { firstEventMs: 5000, idleMs: 5000 } } : {}),
  });
}

/** Tries again what heals within seconds; a longer wait is a person's to decide. */
function patience(onRetry: ConnectOptions["onRetry"]): RetryPolicy {
  const policy = backoff({ retries: 2, baseMs: 800, maxWaitMs: 5000 });
  return async (failed) => {
    const decision = await policy(failed);
    if (decision !== null) onRetry(failed.error.code, decision.waitMs);
    return decision;
  };
}

function withFault(transport: Transport, fault: ChosenFault | null): Transport {
  if (fault === null) return transport;
  let isFirst = true;
  return (request, signal) => {
    const isStruck = isFirst || !fault.onlyFirstTry;
    isFirst = false;
    const headers = isStruck ? { ...request.headers, "x-qwire-fault": fault.words } : request.headers;
    return transport({ ...request, headers }, signal);
  };
}
