/** What a person says to a call that waits. */
export type Decision = boolean | { approve: boolean; /** Told to the model with a no. */ reason?: string };

/** A decision for every call that waits, by its `toolCallId`. */
export type Decisions = { readonly [toolCallId: string]: Decision };

/** What was decided for a call, in one form; `null`: nothing. */
export function decisionOf(decisions: Decisions, toolCallId: string): { approve: boolean; reason: string } | null {
  const decision = Object.hasOwn(decisions, toolCallId) ? decisions[toolCallId] : undefined;
  if (decision === undefined) return null;
  if (typeof decision === "boolean") return { approve: decision, reason: "" };
  // Only a plain yes is one: what came from a form may be anything.
  return { approve: decision.approve === true, reason: decision.reason ?? "" };
}
