import type { Usage } from "@qwire/protocol";
import type { Clock } from "../emulator/clock.ts";
import type { Step, Steps } from "../emulator/step.ts";
import type { ApiError } from "../http/api-error.ts";
import { serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import { given, readFlow } from "./read-flow.ts";
import type { Flow, Reader } from "./read-flow.ts";
import { readSteps } from "./read-steps.ts";
import type { ChoiceEvent } from "./reply-event.ts";
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
  /** Makes an id for a call that has none. */
  callId(): string;
  /** Hears of every step as it is played. */
  onStep(step: Step): void;
};

/**
 * Plays the steps of one choice: waits, splits texts into pieces, numbers calls, and ends with a finish. Asks the engine
 * for a step only when an event is wanted. Ends without a finish after a failure, a cut, or an abort. An engine that
 * throws is told as an internal error of the service, with its words.
 */
export function playSteps(ask: () => Steps | Promise<Steps>, context: PlayContext): Reader<PlayedEvent> {
  return readFlow(play(ask, context));
}

function* play(ask: () => Steps | Promise<Steps>, context: PlayContext): Flow<PlayedEvent> {
  const { signal } = context;
  const steps = readSteps(ask, signal);
  let calls = 0;
  let framed = false;
  try {
    for (;;) {
      const next = yield* given(steps.next());
      if (next === null) return;
      if (next.done) break;
      const step = next.value;
      context.onStep(step);
      if ("wait" in step) yield context.clock.wait(step.wait, signal);
      else if ("stop" in step) return void (yield { type: "finish", reason: step.stop });
      else if ("fail" in step) return void (yield { type: "failure", error: toError(step.fail, context) });
      else if ("cut" in step) return void (yield { type: "cut", how: step.cut });
      else if ("call" in step)
        yield* playCall(wrapped(step, context), {
          index: calls++,
          id: step.id ?? context.callId(),
          split: context.split,
        });
      else yield* playText(step, context);
      framed ||= "frame" in step;
      if (signal.aborted) return;
    }
    yield framed ? { type: "end" } : { type: "finish", reason: calls > 0 ? "tool_calls" : "stop" };
  } catch (error) {
    yield {
      type: "failure",
      error: serviceErrorSaying("internal_error", `The emulator's engine threw: ${String(error)}`),
    };
  } finally {
    steps.leave();
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

function* playCall(
  step: CallStep,
  { index, id, split }: { index: number; id: string; split: PlayContext["split"] },
): Generator<ChoiceEvent> {
  yield { type: "call", index, id, name: step.call };
  let first = true;
  for (const text of split(writeArguments(step.with))) {
    yield { type: "arguments", index, id, name: step.call, text, first };
    first = false;
  }
  yield { type: "call-end", index, id };
}

type TextStep = Extract<Step, { say: string } | { think: string } | { usage: unknown } | { frame: unknown }>;

function* playText(step: TextStep, { split, tellLogprobs }: PlayContext): Generator<PlayedEvent> {
  if ("say" in step) for (const text of split(step.say)) yield { type: "text", text, logprobs: tellLogprobs(text) };
  else if ("think" in step) for (const text of split(step.think)) yield { type: "thinking", text };
  else if ("usage" in step) yield { type: "figures", figures: step.usage };
  else if (step.frame !== null) yield { type: "frame", payload: step.frame };
}
