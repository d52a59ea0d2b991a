import type { ToolCallEvent } from "../events.ts";

/** How often each call of a run has failed, by name and arguments. */
export type FailureCount = {
  /** Whether this very call has failed as often as is borne. */
  isSpent(call: ToolCallEvent): boolean;
  /** A success begins anew. */
  count(call: ToolCallEvent, isGood: boolean): void;
  entries(): Array<[call: string, times: number]>;
};

/** A model that repeats itself twice will do so for ever; the service refuses such histories too. */
const mostFailures = 2;

/** @param known from a run that was paused. */
export function countFailures(known: ReadonlyArray<[call: string, times: number]> = []): FailureCount {
  const times = new Map(known);
  return {
    isSpent: (call) => times.size > 0 && (times.get(keyOf(call)) ?? 0) >= mostFailures,
    count(call, isGood) {
      if (!isGood) times.set(keyOf(call), (times.get(keyOf(call)) ?? 0) + 1);
      else if (times.size > 0) times.delete(keyOf(call));
    },
    entries: () => [...times],
  };
}

/** White space between the arguments' parts says nothing. */
function keyOf({ name, arguments: text }: ToolCallEvent): string {
  try {
    return `${name} ${JSON.stringify(JSON.parse(text))}`;
  } catch {
    // No JSON: the text itself.
    return `${name} ${text.trim()}`;
  }
}
