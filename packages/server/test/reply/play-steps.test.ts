import { expect, it } from "vitest";
import type { Step } from "../../src/index.ts";
import type { Alarm, Clock } from "../../src/emulator/clock.ts";
import { createJournal } from "../../src/emulator/journal.ts";
import { playSteps } from "../../src/reply/play-steps.ts";
import { waiting } from "../../src/reply/source.ts";
import { userAsks } from "../support/ask.ts";

/** Plays steps with timers that ring as late as they are told; gives how long each was set for. */
function waitsOf(steps: readonly Step[], lateMs: readonly number[]): number[] {
  const waits: number[] = [];
  let now = 1000;
  let ring: (() => void) | null = null;
  const clock: Clock = {
    now: () => now,
    tick: () => now,
    wait: () => Promise.reject(new Error("Nobody waits like this.")),
    ring(waitMs, task) {
      ring = () => {
        now += waitMs + (lateMs[waits.length - 1] ?? 0);
        task();
      };
      waits.push(waitMs);
      return 0 as unknown as Alarm; // Boundary: it is never cancelled here.
    },
    cancel() {},
  };
  const played = playSteps(() => steps, {
    clock,
    model: "qwen-plus",
    split: (text) => [text],
    tellLogprobs: () => null,
    wrapArguments: false,
    signal: new AbortController().signal,
    callId: () => "call_1",
    call: createJournal(1).open(userAsks("hello"), now),
  });
  for (;;) {
    const event = played.next(() => {});
    if (event === null) return waits;
    if (event === waiting) (ring as (() => void) | null)?.();
  }
}

const twenty: Step[] = Array.from({ length: 4 }, () => [{ wait: 50 }, { say: "天气" }]).flat();

it("a wait that ended late makes the next one shorter, so that a pace is kept", () => {
  expect(waitsOf(twenty, [0, 7, 0, 0])).toEqual([50, 50, 43, 50]);
});

it("a wait that ended much too late is made good for by none", () => {
  expect(waitsOf(twenty, [0, 400, 0, 0])).toEqual([50, 50, 50, 50]);
});
