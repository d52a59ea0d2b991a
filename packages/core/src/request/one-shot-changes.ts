import { errorCodes } from "@qwire/protocol/client";
import type { ChatRequest, ErrorCode } from "@qwire/protocol";

/** The changes of requests that the error table knows, and which of them have helped before. */
export type OneShotChanges = {
  /** The request as the table changes it after this failure; `null` when it knows no change, or none that differs. */
  changed(request: ChatRequest, code: ErrorCode): ChatRequest | null;
  /** Remembers that the change helped where this request was refused. */
  learn(refused: ChatRequest, code: ErrorCode): void;
  /** The request with every change that helped for its model when the same was asked. */
  applied(request: ChatRequest): ChatRequest;
};

/** Models of one client are few; names that come from somewhere else must not fill the memory. */
const maxLearned = 500;

/** One memory per client, which is one per base URL: what a model refuses is asked once. */
export function createOneShotChanges(): OneShotChanges {
  const learned = new Map<string, ErrorCode>();

  const changed: OneShotChanges["changed"] = (request, code) => {
    const { change } = errorCodes[code];
    if (change === undefined) return null;
    const fields = Object.keys(change);
    const next = { ...request, ...change };
    return pick(next, fields) === pick(request, fields) ? null : next;
  };

  return {
    changed,
    learn(refused, code) {
      if (learned.size >= maxLearned) learned.clear();
      learned.set(keyOf(refused, code), code);
    },
    applied(request) {
      if (learned.size === 0) return request;
      let next = request;
      for (const code of new Set(learned.values())) {
        if (learned.has(keyOf(next, code))) next = changed(next, code) ?? next;
      }
      return next;
    },
  };
}

/** The model, and what the refusal was about: what is refused while thinking may be taken without. */
function keyOf(request: ChatRequest, code: ErrorCode): string {
  const fields = Object.keys(errorCodes[code].change ?? {});
  return pick(request, ["model", "enable_thinking", ...fields]) + code;
}

/** Absent and `null` ask for the same. */
function pick(request: ChatRequest, fields: string[]): string {
  return JSON.stringify(fields.map((field) => Reflect.get(request, field) ?? null));
}
