import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import type { Step } from "../emulator/step.ts";
import { writeArguments } from "../reply/write-arguments.ts";
import { findStops } from "./find-stops.ts";
import { createBudget } from "./token-budget.ts";

/**
 * Holds steps to what the request allows: `stop` ends the answer just before it, `max_tokens` cuts it and ends with
 * `length`, also inside the arguments of a call; `max_completion_tokens` counts the thinking too.
 */
export function limitSteps(steps: readonly Step[], request: ChatRequest, tokenizer: Tokenizer): Step[] {
  let text = "";
  const findStop = findStops(request, tokenizer);
  const budget = createBudget(request, tokenizer);
  const limited: Step[] = [];
  for (const step of steps) {
    if ("say" in step) {
      // A stop that began in an earlier step counts as well.
      const said = step.say.slice(0, Math.max(0, findStop(text + step.say) - text.length));
      const kept = budget.say(said);
      limited.push({ say: kept });
      text += kept;
      if (kept.length < said.length) return [...limited, { stop: "length" }];
      if (said.length < step.say.length) return [...limited, { stop: "stop" }];
    } else if ("think" in step) {
      const kept = budget.think(step.think);
      limited.push({ think: kept });
      if (kept.length < step.think.length) return [...limited, { stop: "length" }];
    } else if ("call" in step) {
      const written = writeArguments(step.with);
      const kept = budget.call(step.call, written);
      if (kept.length < written.length) return [...limited, { ...step, with: kept }, { stop: "length" }];
      limited.push(step);
    } else limited.push(step);
  }
  return limited;
}
