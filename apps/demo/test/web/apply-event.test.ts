import type { RunEvent } from "@qwire/core";
import { describe, expect, it } from "vitest";
import { applyEvent, endTurn } from "../../src/web/chat/apply-event.ts";
import { answerOf, newTurn } from "../../src/web/chat/conversation.ts";
import { figuresOfTurn } from "../../src/web/chat/figures.ts";
import { interrupted } from "../../src/web/chat/interrupted.ts";
import { timeBars } from "../../src/web/chat/time-bars.ts";
import type { Turn } from "../../src/web/chat/turn.ts";

const choice = 0;
const usage = { prompt_tokens: 20, completion_tokens: 10, total_tokens: 30 };
const tool = { toolCallId: "call_1", name: "get_current_weather", step: 0 };

/** Applies events at the times given. */
function played(events: ReadonlyArray<[now: number, event: RunEvent]>): Turn {
  const start = { ...newTurn("杭州天气?", "qwen-plus"), askedAt: 0 };
  return events.reduce((turn, [now, event]) => applyEvent(turn, event, now), start);
}

const answered = [
  [0, { type: "step-start", step: 0 }],
  [100, { type: "reasoning-delta", delta: "想", choice }],
  [200, { type: "reasoning-delta", delta: "想", choice }],
  [300, { type: "tool-call-start", toolCallId: "call_1", name: "get_current_weather", choice }],
  [310, { type: "tool-call-delta", toolCallId: "call_1", delta: '{"loc', choice }],
  [320, { type: "usage", usage }],
  [
    330,
    {
      type: "tool-call",
      toolCallId: "call_1",
      name: tool.name,
      arguments: '{"location":"杭州"}',
      state: "complete",
      choice,
    },
  ],
  [340, { type: "tool-start", input: { location: "杭州" }, ...tool }],
  [840, { type: "tool-result", input: {}, output: "雨", ...tool }],
  [
    850,
    {
      type: "step-end",
      step: 0,
      completion: { id: "", object: "chat.completion", created: 0, model: "", choices: [] },
    },
  ],
  [850, { type: "step-start", step: 1 }],
  [1000, { type: "text-delta", delta: "下", choice }],
  [1100, { type: "text-delta", delta: "雨。", choice }],
  [1200, { type: "usage", usage }],
] as const satisfies ReadonlyArray<[number, RunEvent]>;

describe("applyEvent", () => {
  it("keeps the order things came in: thinking, a call, the answer", () => {
    const { parts } = played(answered);
    expect(parts.map(({ type }) => type)).toEqual(["thinking", "tool", "text"]);
    expect(parts[0]).toMatchObject({ text: "想想", startedAt: 100, endedAt: 300 });
    expect(parts[1]).toMatchObject({ state: "done", output: "雨", startedAt: 340, endedAt: 840 });
    expect(answerOf(played(answered))).toBe("下雨。");
  });

  it("shows arguments as they grow", () => {
    expect(played(answered.slice(0, 5)).parts.at(-1)).toMatchObject({ state: "writing", arguments: '{"loc' });
  });

  it("tells a refused call from a failed one, and a cut one from both", () => {
    const begun = answered.slice(0, 4);
    const failed = { type: "tool-error", ...tool } as const;
    const refusal: RunEvent = { ...failed, error: { kind: "refused", message: "no" } };
    const failure: RunEvent = { ...failed, error: { kind: "thrown", message: "no" } };
    expect(played([...begun, [400, refusal]]).parts.at(-1)).toMatchObject({ state: "refused" });
    expect(played([...begun, [400, failure]]).parts.at(-1)).toMatchObject({ state: "failed", output: "no" });
    expect(endTurn(played(begun), 400).parts.at(-1)).toMatchObject({ state: "unread", startedAt: null });
  });
});

describe("the figures of an answer", () => {
  it("count writing time, not tools and waits", () => {
    expect(figuresOfTurn(played(answered), 9999)).toEqual({
      firstTokenMs: 100,
      // 10 tokens in 220 ms, then 10 in 200.
      tokensPerSecond: 20 / 0.42,
      promptTokens: 40,
      completionTokens: 20,
      elapsedMs: 1200,
    });
  });

  it("draw replies above and tools below, in percent of the whole", () => {
    const { bars, lanes } = timeBars(played(answered), 1200);
    expect(lanes).toBe(2);
    expect(bars.map(({ lane, kind }) => `${lane} ${kind}`)).toEqual(
      "0 waiting, 0 writing, 0 waiting, 0 writing, 1 tool".split(", "),
    );
    expect(bars.at(-1)?.from).toBeCloseTo((340 / 1200) * 100);
    expect(bars.at(-1)?.length).toBeCloseTo((500 / 1200) * 100);
  });
});

describe("a turn that an ended page left running", () => {
  it("is a stopped one, and what it said stays in the conversation", () => {
    const { status, messages, parts } = interrupted(played(answered));
    expect(status).toBe("stopped");
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(parts.at(-1)).toMatchObject({ text: "下雨。" });
    expect(interrupted(played(answered.slice(0, 1))).messages).toEqual([]);
  });
});
