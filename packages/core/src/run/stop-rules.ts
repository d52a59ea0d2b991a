import type { ChatCompletion, Usage } from "@qwire/protocol";

/** What a stop rule is told after each round that called tools. */
export type RunProgress = {
  /** The replies so far, the latest last. */
  steps: readonly ChatCompletion[];
  /** Tokens of all steps together; `null` when the service told none. */
  usage: Usage | null;
};

/** Whether the run ends here instead of asking the model again. Asked once the tools of a round have ended. */
export type StopRule = (progress: RunProgress) => boolean;

/** Ends the run after so many replies. A programmer's bound, not an error: the result's status is `stopped`. */
export function afterSteps(count: number): StopRule {
  return ({ steps }) => steps.length >= count;
}

/** Ends the run after a round in which this tool was called, such as one that hands in the answer. */
export function afterTool(name: string): StopRule {
  return ({ steps }) =>
    steps.at(-1)?.choices[0]?.message.tool_calls?.some((call) => call.function.name === name) === true;
}

/** Ends the run once its steps have cost so many tokens, prompts included. Without figures from the service it never does. */
export function afterTokens(count: number): StopRule {
  return ({ usage }) => (usage?.total_tokens ?? 0) >= count;
}

/** Ends the run when one of these rules does. */
export function any(...rules: readonly StopRule[]): StopRule {
  return (progress) => rules.some((rule) => rule(progress));
}

/** Ends the run when all of these rules do. */
export function all(...rules: readonly StopRule[]): StopRule {
  return (progress) => rules.every((rule) => rule(progress));
}
