import { isRecord } from "../is-record.ts";
import type { Decision, Decisions } from "../run/decisions.ts";

/**
 * What a person has decided on the page, for `resume(state, decisions, options)`: read off the last message, where `useChat`
 * keeps it after `addToolApprovalResponse`. Empty where nobody has decided anything.
 */
export function toDecisions(messages: unknown): Decisions {
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : null;
  if (!isRecord(last) || last["role"] !== "assistant" || !Array.isArray(last["parts"])) return {};
  const decisions = last["parts"].flatMap((part: unknown): Array<[string, Decision]> => {
    if (!isRecord(part) || part["state"] !== "approval-responded") return [];
    const { toolCallId, approval } = part;
    if (typeof toolCallId !== "string" || !isRecord(approval)) return [];
    const { approved, reason } = approval;
    return [[toolCallId, { approve: approved === true, ...(typeof reason === "string" ? { reason } : {}) }]];
  });
  // An id may be any word, also one that objects know.
  return Object.fromEntries(decisions);
}
