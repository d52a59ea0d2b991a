import type { ChatMessage, ChatRequest } from "@qwire/protocol";
import type { Engine, Turn } from "../emulator/engine.ts";
import { stableText } from "../emulator/stable-text.ts";
import type { Step } from "../emulator/step.ts";
import { answer, answerFromResults } from "./answer/answer.ts";
import { lastUserText } from "./last-user-text.ts";

/** What to do on some requests. */
export type Rule = {
  /** A text in, or a pattern of, the last user message; or a question about the whole request. Default: always. */
  when?: string | RegExp | ((request: ChatRequest) => boolean);
  /**
   * A list of steps is played as a conversation, one part a round: a part ends after calls that stand together, and after
   * a `stop`. When the client comes back with the calls' results, the next part is played; when none is left, an answer
   * is made from the results. So a list never asks for the same call twice. An engine decides anew every round.
   */
  then: string | Iterable<Step> | Engine;
  /** How many questions the rule answers before it is passed over. Default: all. */
  times?: number;
};

/**
 * Plays by rules: the first that holds answers, a miss goes to `otherwise`.
 *
 * @param otherwise default `answer()`
 * @example script([{ when: /天气/, then: [{ call: "get_current_weather", with: { location: "杭州" } }] }])
 */
export function script(rules: readonly Rule[], otherwise: Engine = answer()): Engine {
  const scenes = rules.map(toScene);
  return (request, turn) => {
    const round = toolRounds(request.messages);
    const scene = scenes[chooseScene(scenes, request, turn)];
    if (scene === undefined) return otherwise(request, turn);
    if (typeof scene.play === "function") return scene.play(request, turn);
    return scene.play[round] ?? (round === 0 ? [] : answerFromResults(request, turn));
  };
}

/** A rule, ready to play: an engine, or the parts of a conversation. */
type Scene = { holds(request: ChatRequest): boolean; play: Engine | Step[][]; times: number };

function toScene({ when, then, times = Infinity }: Rule): Scene {
  const play = typeof then === "function" ? then : toParts(typeof then === "string" ? [{ say: then }] : then);
  return { holds: toCondition(when), play, times };
}

function toCondition(when: Rule["when"]): Scene["holds"] {
  if (when === undefined) return () => true;
  if (typeof when === "function") return when;
  if (typeof when === "string") return ({ messages }) => lastUserText(messages).includes(when);
  // `search` ignores a pattern's `lastIndex`, so a global one holds every time.
  return ({ messages }) => lastUserText(messages).search(when) !== -1;
}

function toParts(steps: Iterable<Step>): Step[][] {
  const parts: Step[][] = [];
  let part: Step[] = [];
  for (const step of steps) {
    const called = part.some((earlier) => "call" in earlier);
    const stopped = part.some((earlier) => "stop" in earlier);
    if (stopped || (called && ("say" in step || "think" in step))) part = [];
    if (part.length === 0) parts.push(part);
    part.push(step);
  }
  return parts;
}

/** How many times the model has asked for tools since the last question. */
function toolRounds(messages: readonly ChatMessage[]): number {
  const question = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(question + 1).filter((one) => one.role === "assistant" && one.tool_calls?.length).length;
}

type Played = {
  /** How many questions each scene has answered. */
  used: number[];
  /** Which scene answers which question: a conversation stays with its rule, also when `times` has run out. */
  chosen: Map<string, number>;
};

const maxQuestions = 1000;

function chooseScene(scenes: readonly Scene[], request: ChatRequest, turn: Turn): number {
  const { used, chosen } = turn.remember(scenes, (): Played => ({ used: scenes.map(() => 0), chosen: new Map() }));
  const { messages } = request;
  const question = stableText(messages.slice(0, messages.findLastIndex(({ role }) => role === "user") + 1));
  const isNew = turn.choice === 0 && toolRounds(messages) === 0;
  const before = chosen.get(question);
  if (before !== undefined && !isNew) return before;
  const found = scenes.findIndex((scene, at) => (used[at] ?? 0) < scene.times && scene.holds(request));
  if (found !== -1) used[found] = (used[found] ?? 0) + 1;
  chosen.delete(question);
  chosen.set(question, found);
  const oldest = chosen.keys().next();
  if (chosen.size > maxQuestions && !oldest.done) chosen.delete(oldest.value);
  return found;
}
