import { countMessages } from "./count-messages.ts";
import type { PromptMessage } from "./prompt-message.ts";
import type { CountText, TokenCount } from "./token-count.ts";
import type { PromptOptions } from "./write-prompt.ts";

/** How much room there is, and what else takes it. */
export type PromptBudget = PromptOptions & {
  /** Most tokens the prompt may have, with `tools` and the marks around messages. */
  readonly maxTokens: number;
};

/** Messages that fit, and what they cost. */
export type Trimmed<Message> = TokenCount & {
  messages: Message[];
  /** How many messages were left out. */
  removed: number;
};

/** What is thrown where no trimming helps. */
export type BudgetTooSmall = RangeError & { code: "budget_too_small"; maxTokens: number; neededTokens: number };

/** Whether an error says that what has to stay is already too much. */
export function isBudgetTooSmall(error: unknown): error is BudgetTooSmall {
  return error instanceof Error && Reflect.get(error, "code") === "budget_too_small";
}

/**
 * Leaves out the oldest turns, and then the oldest rounds of tools of the last turn, until the prompt fits. The system
 * messages at the beginning, the last question and the last message stay, and a call never loses its answers.
 *
 * @throws BudgetTooSmall where what has to stay does not fit
 */
export function trimToFit<Message extends PromptMessage>(
  messages: readonly Message[],
  budget: PromptBudget,
  count: CountText,
): Trimmed<Message> {
  const { maxTokens, ...options } = budget;
  const order = removalOrder(messages);
  const without = (steps: number): Message[] => {
    const gone = new Set(order.slice(0, steps).flat());
    return messages.filter((_, at) => !gone.has(at));
  };
  const costOf = (steps: number): TokenCount => countMessages(without(steps), options, count);
  let [least, most] = [0, order.length];
  const { tokens: neededTokens } = costOf(most);
  if (neededTokens > maxTokens) throw tooSmall(maxTokens, neededTokens);
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (costOf(middle).tokens <= maxTokens) most = middle;
    else least = middle + 1;
  }
  const kept = without(least);
  return { messages: kept, removed: messages.length - kept.length, ...costOf(least) };
}

/** Groups of places that may go, the first to go first. */
function removalOrder(messages: readonly PromptMessage[]): number[][] {
  const units = toUnits(messages);
  const turns: number[][][] = [];
  for (const unit of units) {
    const role = messages[unit[0] ?? 0]?.role;
    const turn = turns.at(-1);
    if (turn === undefined || role === "user") turns.push([unit]);
    else turn.push(unit);
  }
  const last = turns.pop() ?? [];
  return [...turns.map((turn) => turn.flat()), ...last.slice(1, -1)];
}

/** Messages that go together: a call and its answers; anything else by itself. The opening system messages never go. */
function toUnits(messages: readonly PromptMessage[]): number[][] {
  const isOpening = (role: string): boolean => role === "system" || role === "developer";
  const start = messages.findIndex(({ role }) => !isOpening(role));
  const units: number[][] = [];
  for (const [at, { role }] of messages.entries()) {
    if (start === -1 || at < start) continue;
    const unit = units.at(-1);
    if (role === "tool" && unit !== undefined) unit.push(at);
    else units.push([at]);
  }
  return units;
}

function tooSmall(maxTokens: number, neededTokens: number): BudgetTooSmall {
  const message = `The system message, the last question and the last message take ${neededTokens} tokens, and the budget is ${maxTokens}: shorten one of them, or allow more.`;
  return Object.assign(new RangeError(message), { code: "budget_too_small" as const, maxTokens, neededTokens });
}
