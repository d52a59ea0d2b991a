import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import type { Step } from "../emulator/step.ts";
import { writeArguments } from "../reply/write-arguments.ts";
import { splitText } from "../reply/split-text.ts";
import { stopTexts } from "./stop-texts.ts";

/**
 * Holds steps to what the request allows: `stop` ends the answer just before it, `max_tokens` cuts it and ends with
 * `length`, also inside the arguments of a call; `max_completion_tokens` counts the thinking too.
 */
export function limitSteps(steps: readonly Step[], request: ChatRequest, tokenizer: Tokenizer): Step[] {
  let text = "";
  const stops = stopTexts(request, tokenizer);
  const budget = createBudget(request, tokenizer);
  const limited: Step[] = [];
  for (const step of steps) {
    if ("say" in step) {
      const said = untilStop(text, step.say, stops);
      const kept = budget.take("say", said);
      limited.push({ say: kept });
      text += kept;
      if (kept.length < said.length) return [...limited, { stop: "length" }];
      if (said.length < step.say.length) return [...limited, { stop: "stop" }];
    } else if ("think" in step) {
      const kept = budget.take("think", step.think);
      limited.push({ think: kept });
      if (kept.length < step.think.length) return [...limited, { stop: "length" }];
    } else if ("call" in step) {
      // A call costs its name and its arguments; where it does not fit it is cut inside them.
      const text = writeArguments(step.with);
      const kept = budget.take("say", `${step.call} ${text}`).slice(step.call.length + 1);
      if (kept.length < text.length) return [...limited, { ...step, with: kept }, { stop: "length" }];
      limited.push(step);
    } else limited.push(step);
  }
  return limited;
}

/** What may be added to a text before it holds a stop. One that began earlier counts as well. */
function untilStop(before: string, more: string, stops: readonly string[]): string {
  const all = before + more;
  const first = Math.min(...stops.map((stop) => all.indexOf(stop)).filter((at) => at !== -1), all.length);
  return more.slice(0, Math.max(0, first - before.length));
}

type Budget = { take(kind: "say" | "think", text: string): string };

function createBudget({ max_tokens, max_completion_tokens }: ChatRequest, { count }: Tokenizer): Budget {
  const [forAnswer, forAll] = [max_tokens ?? Infinity, max_completion_tokens ?? Infinity];
  const spent = { say: "", think: "" };
  const fits = (kind: "say" | "think", more: string): boolean => {
    const said = count(kind === "say" ? spent.say + more : spent.say);
    const thought = forAll === Infinity ? 0 : count(kind === "think" ? spent.think + more : spent.think);
    return said <= forAnswer && said + thought <= forAll;
  };
  return {
    take(kind, text) {
      const isFree = forAll === Infinity && (forAnswer === Infinity || kind === "think");
      const kept = isFree || fits(kind, text) ? text : longestThat(splitText(text), (more) => fits(kind, more));
      spent[kind] += kept;
      return kept;
    },
  };
}

/** The most pieces from the beginning that hold together. Counted by halves: texts may be long. */
function longestThat(pieces: readonly string[], holds: (text: string) => boolean): string {
  let [least, most] = [0, pieces.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (holds(pieces.slice(0, middle).join(""))) least = middle;
    else most = middle - 1;
  }
  return pieces.slice(0, least).join("");
}
