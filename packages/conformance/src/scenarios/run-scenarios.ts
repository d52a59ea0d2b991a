import { deepEqual, equal, match, ok } from "node:assert/strict";
import { afterSteps, afterTool, defineTool, isChatError } from "@qwire/core";
import type { AnyTool } from "@qwire/core";
import type { Scenario } from "../scenario.ts";
import { city, weather } from "./scenario-tools.ts";

const hangzhou = { call: "weather", with: '{"city":"杭州"}', id: "call_a" } as const;
const says = [{ say: "下雨。" }] as const;
const finished = { status: "finished", text: "下雨。" } as const;
const asked = { says: "", calls: [["call_a", "weather", '{"city":"杭州"}']] } as const;
const answered = { answers: "call_a", content: "杭州: rain" } as const;

/** A weather tool that does something else than answer. */
const weatherThat = (run: AnyTool["run"], extra: object = {}): AnyTool => ({ ...weather, ...extra, run });

/** How tools end, and how runs do. */
export const runScenarios: readonly Scenario[] = [
  {
    name: "a tool that throws is an answer to the model",
    script: [[hangzhou], says],
    begin: () => ({ options: { tools: [weatherThat(() => Promise.reject(new Error("no such place")))] } }),
    sent: [[asked, { answers: "call_a", content: "Error: weather failed: no such place" }]],
    ends: finished,
  },
  {
    name: "a tool that hangs is given up after its own time",
    script: [[hangzhou], says],
    begin() {
      const signals: AbortSignal[] = [];
      const hanging = weatherThat((_, { signal }) => (signals.push(signal), new Promise(() => undefined)), {
        timeoutMs: 20,
      });
      return { options: { tools: [hanging] }, check: () => equal(signals[0]?.aborted, true) };
    },
    sent: [[asked, { answers: "call_a", content: "Error: weather took longer than 20 ms." }]],
    ends: finished,
  },
  {
    name: "a tool that is a generator tells its progress",
    script: [[hangzhou], says],
    begin: () => ({
      options: {
        tools: [
          defineTool({
            name: "weather",
            description: "",
            input: city,
            async *run({ city: name }) {
              yield 0.5;
              yield 1;
              return `${name}: rain`;
            },
          }),
        ],
      },
      check(events) {
        const progress = events.flatMap((event) => (event.type === "tool-progress" ? [event.progress] : []));
        deepEqual(progress, [0.5, 1]);
      },
    }),
    sent: [[asked, answered]],
    ends: finished,
  },
  {
    name: "a bound on steps ends a run that would go on",
    script: [[hangzhou]],
    begin: () => ({ options: { tools: [weather], stopWhen: afterSteps(3) } }),
    sent: [
      [asked, answered],
      [asked, answered],
    ],
    ends: { status: "stopped", text: "", steps: 3 },
  },
  {
    name: "a stop rule ends the run behind its tool",
    script: [[hangzhou]],
    begin: () => ({
      options: { tools: [weather], stopWhen: afterTool("weather") },
      check(_, end) {
        ok(!isChatError(end));
        equal(end.messages.at(-1)?.content, "杭州: rain");
      },
    }),
    sent: [],
    ends: { status: "stopped", steps: 1 },
  },
  {
    name: "abort between rounds: no further request, what was done is kept",
    script: [[hangzhou], says],
    begin: () => ({
      options: { tools: [weather] },
      async drive(run) {
        for await (const event of run) if (event.type === "step-end") run.abort("enough");
      },
      check(_, end) {
        ok(isChatError(end));
        equal(end.cause, "enough");
        equal(end.run?.messages.at(-1)?.content, "杭州: rain");
      },
    }),
    sent: [],
    ends: { code: "aborted" },
  },
  {
    name: "abort inside a tool: its signal fires, its call is answered",
    script: [[hangzhou], says],
    begin() {
      const signals: AbortSignal[] = [];
      return {
        options: { tools: [weatherThat((_, { signal }) => (signals.push(signal), new Promise(() => undefined)))] },
        async drive(run) {
          for await (const event of run) if (event.type === "tool-start") run.abort("enough");
        },
        check(_, end) {
          equal(signals[0]?.aborted, true);
          ok(isChatError(end));
          match(JSON.stringify(end.run?.messages.at(-1)), /"tool_call_id":"call_a".*given up/);
        },
      };
    },
    sent: [],
    ends: { code: "aborted" },
  },
  {
    name: "a 400 in round two is one typed error, with what was done",
    script: [[hangzhou], [{ fail: "content_rejected" }]],
    begin: () => ({
      options: { tools: [weather] },
      check(_, end) {
        ok(isChatError(end));
        equal(end.status, 400);
        equal(end.run?.steps.length, 1);
        equal(end.run.messages.at(-1)?.content, "杭州: rain");
      },
    }),
    sent: [[asked, answered]],
    ends: { code: "content_rejected" },
  },
  {
    name: "an error in the middle of round two: the partial of that round, and what was done before",
    script: [[hangzhou], [{ say: "从前有一座山,山上有一座庙" }, { fail: "internal_error" }]],
    isStreamOnly: true,
    begin: () => ({
      options: { tools: [weather] },
      check(_, end) {
        ok(isChatError(end));
        match(end.partial?.choices[0]?.message.content ?? "", /^从前/);
        equal(end.run?.steps.length, 1);
      },
    }),
    sent: [[asked, answered]],
    ends: { code: "internal_error" },
  },
  {
    name: "prepareStep switches model and tools for one step",
    script: [[hangzhou], [hangzhou], says],
    begin() {
      const clock = defineTool({ name: "clock", description: "", run: () => "17:15" });
      return {
        options: {
          tools: [weather, clock],
          prepareStep: ({ step }) => (step === 1 ? { request: { model: "qwen-max" }, tools: ["clock"] } : undefined),
        },
      };
    },
    sent: [
      [asked, answered],
      [asked, { answers: "call_a", content: 'Error: There is no tool "weather". Available tools: clock.' }],
    ],
    ends: { ...finished, steps: 3 },
  },
];
