import { parseErrorBody, readErrorBody } from "@qwire/protocol";
import type { Step } from "../../emulator/step.ts";

type Failure = Extract<Step, { fail: unknown }>;

/** The code of {@link unreachable}: nothing was answered, so there is nothing to keep. */
export const unreachableCode = "upstream_unreachable";

/** No reply could be had. */
export function unreachable(url: string): Failure {
  const message = `The upstream ${new URL(url).origin} could not be reached, or broke off. Is it running?`;
  return { fail: { status: 502, code: unreachableCode, message, type: "upstream_error" } };
}

/** What the upstream refuses, in its own words where it has some. */
export function upstreamFailure(status: number, body: string): Failure {
  if (status === 401 || status === 403) {
    // The key is the emulator's, and none of the client's.
    const message = `The upstream refuses the emulator's key (HTTP ${status}).`;
    return { fail: { status: 502, code: "upstream_key_refused", message, type: "upstream_error" } };
  }
  const told = parseErrorBody(body);
  if (told !== null) {
    return { fail: { status, code: told.code, message: told.message, ...typed(told), param: told.param } };
  }
  const message = `The upstream answered HTTP ${status} with something that is no chat reply.`;
  return {
    fail: { status: status >= 400 ? status : 502, code: "upstream_unreadable", message, type: "upstream_error" },
  };
}

/** An error told in a reply that had begun well; `null` where the payload is none. */
export function errorEvent(payload: unknown): Failure | null {
  const told = readErrorBody(payload);
  if (told === null) return null;
  return { fail: { status: 500, code: told.code, message: told.message, ...typed(told), param: told.param } };
}

function typed({ type }: { type: string | null }): { type?: string } {
  return type === null ? {} : { type };
}
