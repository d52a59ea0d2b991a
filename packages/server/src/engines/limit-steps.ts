import type { ChatRequest } from "@qwire/protocol";
import { approximateTokens } from "../emulator/approximate-tokens.ts";
import type { Step } from "../emulator/step.ts";
import { splitText } from "../reply/split-text.ts";

/**
 * Holds steps to what the request allows: `stop` texts end the answer just before them, `max_tokens` cuts it and ends
 * with `length`, `max_completion_tokens` counts the thinking too. Token ids in `stop` are taken and not applied: they
 * are those of a tokenizer that is not here.
 */
export function limitSteps(steps: readonly Step[], request: ChatRequest): Step[] {
  let text = "";
  const budget = createBudget(request);
  const limited: Step[] = [];
  for (const step of steps) {
    if ("say" in step) {
      const said = untilStop(text, step.say, stopTexts(request));
      const kept = budget.take("say", said);
      limited.push({ say: kept });
      text += kept;
      if (kept.length < said.length) return [...limited, { stop: "length" }];
      if (said.length < step.say.length) return [...limited, { stop: "stop" }];
    } else if ("think" in step) {
      const kept = budget.take("think", step.think);
      limited.push({ think: kept });
      if (kept.length < step.think.length) return [...limited, { stop: "length" }];
    } else limited.push(step);
  }
  return limited;
}

function stopTexts({ stop }: ChatRequest): string[] {
  return [stop ?? []]
    .flat(2)
    .filter((one) => typeof one === "string" && one !== "")
    .map(String);
}

/** What may be added to a text before it holds a stop. One that began earlier counts as well. */
function untilStop(before: string, more: string, stops: readonly string[]): string {
  const all = before + more;
  const first = Math.min(...stops.map((stop) => all.indexOf(stop)).filter((at) => at !== -1), all.length);
  return more.slice(0, Math.max(0, first - before.length));
}

type Budget = { take(kind: "say" | "think", text: string): string };

function createBudget({ max_tokens, max_completion_tokens }: ChatRequest): Budget {
  const spent = { say: "", think: "" };
  const fits = (): boolean => {
    const [said, thought] = [approximateTokens(spent.say), approximateTokens(spent.think)];
    return said <= (max_tokens ?? Infinity) && said + thought <= (max_completion_tokens ?? Infinity);
  };
  return {
    take(kind, text) {
      let kept = "";
      for (const piece of splitText(text)) {
        const before = spent[kind];
        spent[kind] += piece;
        if (!fits()) {
          spent[kind] = before;
          break;
        }
        kept += piece;
      }
      return kept;
    },
  };
}
