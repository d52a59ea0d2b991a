import type { Usage } from "@qwire/protocol";
import type { Alarm, Clock } from "../emulator/clock.ts";
import { note } from "../emulator/journal.ts";
import type { OpenCall } from "../emulator/journal.ts";
import { randomHex } from "../emulator/random.ts";
import type { Step, Steps } from "../emulator/step.ts";
import type { ApiError } from "../http/api-error.ts";
import { serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import { leaveSteps, nextStep, readSteps } from "./read-steps.ts";
import type { StepReader } from "./read-steps.ts";
import type { ChoiceEvent } from "./reply-event.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";
import type { TellLogprobs } from "./token-logprobs.ts";
import { writeArguments } from "./write-arguments.ts";

/** What the steps of one choice turn into. */
export type PlayedEvent =
  | ChoiceEvent
  | { type: "figures"; figures: Partial<Usage> }
  | { type: "frame"; payload: string }
  /** The end of a choice that sent frames: they say themselves how they finish. */
  | { type: "end" }
  | { type: "failure"; error: ApiError }
  | { type: "cut"; how: "close" | "reset" };

/** What playing needs beside the steps. */
export type PlayContext = {
  clock: Clock;
  model: string;
  /** Cuts a text into the pieces it is told in; a plain reply needs none. */
  split(text: string): string[];
  /** Log probabilities of a piece of the answer. */
  tellLogprobs: TellLogprobs;
  /** Whether arguments are written under `properties`, as models of 2024 did (its document's code expects it). */
  wrapArguments: boolean;
  signal: AbortSignal;
  /** Makes an id for a call that has none: `call_` and so many hex digits. */
  random: () => number;
  callIdLength: number;
  /** The journal's entry: every step is noted there as it is played. */
  call: OpenCall;
};

/**
 * Plays the steps of one choice: waits, splits texts into pieces, numbers calls, and ends with a finish. Asks the engine
 * for a step only when an event is wanted. Ends without a finish after a failure, a cut, or an abort. An engine that
 * throws is told as an internal error of the service, with its words.
 */
export function playSteps(ask: () => Steps | Promise<Steps>, context: PlayContext): Source<PlayedEvent> {
  const player: Player = {
    context,
    reader: readSteps(ask),
    tell: nothing,
    texts: none,
    at: 0,
    isThought: false,
    calls: 0,
    framed: false,
    ended: false,
    alarm: null,
  };
  return {
    next(wake) {
      if (player.ended) return null;
      try {
        return play(player, wake);
      } catch (error) {
        const words = `The emulator's engine threw: ${String(error)}`;
        return end(player, { type: "failure", error: serviceErrorSaying("internal_error", words) });
      }
    },
    leave: () => void end(player, null),
  };
}

/** How far the playing is. A record: functions of its own for every choice would be most of what a crowd of them holds. */
type Player = {
  context: PlayContext;
  reader: StepReader;
  tell: Tell;
  /** The text that is told, in pieces, and which of them is next. */
  texts: readonly string[];
  at: number;
  isThought: boolean;
  calls: number;
  framed: boolean;
  ended: boolean;
  alarm: Alarm | null;
};

const none: readonly string[] = [];

function end(player: Player, last: PlayedEvent | null): PlayedEvent | null {
  player.ended = true;
  if (player.alarm !== null) player.context.clock.cancel(player.alarm);
  leaveSteps(player.reader);
  return last;
}

function play(player: Player, wake: () => void): ReturnType<Source<PlayedEvent>["next"]> {
  const { context, reader } = player;
  for (;;) {
    const text = player.texts[player.at++];
    if (text !== undefined) {
      if (player.isThought) return { type: "thinking", text };
      return { type: "text", text, logprobs: context.tellLogprobs(text) };
    }
    const told = player.tell();
    if (told !== null) return told;
    if (context.signal.aborted) return end(player, null);
    const step = nextStep(reader, wake);
    if (step === waiting) return step;
    if (step === null) {
      const reason = player.calls > 0 ? "tool_calls" : "stop";
      return end(player, player.framed ? { type: "end" } : { type: "finish", reason });
    }
    note(step, context.call);
    if ("wait" in step) {
      player.alarm = context.clock.ring(step.wait, wake);
      return waiting;
    }
    if ("stop" in step) return end(player, { type: "finish", reason: step.stop });
    if ("fail" in step) return end(player, { type: "failure", error: toError(step.fail, context) });
    if ("cut" in step) return end(player, { type: "cut", how: step.cut });
    player.framed ||= "frame" in step;
    if ("say" in step || "think" in step) {
      player.isThought = "think" in step;
      player.texts = context.split("say" in step ? step.say : step.think);
      player.at = 0;
    } else if ("call" in step) {
      const { split, random, callIdLength } = context;
      const id = step.id ?? `call_${randomHex(random, callIdLength)}`;
      player.tell = tellCall(wrapped(step, context), { index: player.calls++, id, split });
    } else player.tell = tellOnce(step);
  }
}

function toError(fail: Extract<Step, { fail: unknown }>["fail"], { model }: PlayContext): ApiError {
  return typeof fail === "string" ? serviceError(fail, { model }) : fail;
}

type CallStep = Extract<Step, { call: string }>;

function wrapped(step: CallStep, { wrapArguments }: PlayContext): CallStep {
  const isObject = typeof step.with === "object" && step.with !== null && Object.keys(step.with).length > 0;
  return wrapArguments && isObject ? { ...step, with: { properties: step.with } } : step;
}

/** The events of one step, each made when it is wanted; `null`: no more. */
type Tell = () => PlayedEvent | null;

const nothing: Tell = () => null;

function tellCall(
  step: CallStep,
  { index, id, split }: { index: number; id: string; split: PlayContext["split"] },
): Tell {
  const name = step.call;
  const texts = split(writeArguments(step.with));
  let at = -1;
  return () => {
    const now = at++;
    if (now === -1) return { type: "call", index, id, name };
    const text = texts[now];
    if (text !== undefined) return { type: "arguments", index, id, name, text, first: now === 0 };
    return now === texts.length ? { type: "call-end", index, id } : null;
  };
}

function tellOnce(step: Extract<Step, { usage: unknown } | { frame: unknown }>): Tell {
  let event: PlayedEvent | null = null;
  if ("usage" in step) event = { type: "figures", figures: step.usage };
  else if (step.frame !== null) event = { type: "frame", payload: step.frame };
  return () => {
    const told = event;
    event = null;
    return told;
  };
}
