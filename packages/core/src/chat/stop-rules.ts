import type { ChatCompletion } from "@qwire/protocol";

/** What a stop rule is told after each round that called tools. */
export type RunProgress = {
  /** The replies so far, the latest last. */
  steps: readonly ChatCompletion[];
};

/** Whether the run ends here instead of asking the model again. */
export type StopRule = (progress: RunProgress) => boolean;

/** Ends the run after so many replies. A programmer's bound, not an error: the result's status is `stopped`. */
export function afterSteps(count: number): StopRule {
  return ({ steps }) => steps.length >= count;
}
