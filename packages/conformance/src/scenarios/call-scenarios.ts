import { deepEqual, equal, ok } from "node:assert/strict";
import { defineTool, isChatError } from "@qwire/core";
import type { Scenario } from "../scenario.ts";
import { city, weather } from "./scenario-tools.ts";

const hangzhou = { call: "weather", with: '{"city":"杭州"}', id: "call_a" } as const;
const beijing = { call: "weather", with: '{"city":"北京"}', id: "call_b" } as const;
const says = [{ say: "下雨。" }] as const;
const finished = { status: "finished", text: "下雨。" } as const;

/** Which calls come, and in which shapes. */
export const callScenarios: readonly Scenario[] = [
  {
    name: "one call",
    script: [[hangzhou], says],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", '{"city":"杭州"}']] },
        { answers: "call_a", content: "杭州: rain" },
      ],
    ],
    ends: { ...finished, steps: 2 },
  },
  {
    name: "several calls, the second ending first: answered in the order asked",
    script: [[hangzhou, beijing], says],
    begin() {
      const ended: string[] = [];
      const gate = Promise.withResolvers<void>();
      const slow = defineTool({
        name: "weather",
        description: "",
        input: city,
        async run({ city: name }) {
          if (name === "杭州") await gate.promise;
          ended.push(name);
          gate.resolve();
          return `${name}: rain`;
        },
      });
      return {
        options: { tools: [slow] },
        check(events) {
          deepEqual(ended, ["北京", "杭州"]);
          const told = events.flatMap((event) => (event.type === "tool-result" ? [event.toolCallId] : []));
          deepEqual(told, ["call_a", "call_b"]);
        },
      };
    },
    sent: [
      [
        {
          says: "",
          calls: [
            ["call_a", "weather", '{"city":"杭州"}'],
            ["call_b", "weather", '{"city":"北京"}'],
          ],
        },
        { answers: "call_a", content: "杭州: rain" },
        { answers: "call_b", content: "北京: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "several calls with parallel_tool_calls false: one after another",
    script: [[hangzhou, beijing], says],
    request: { parallel_tool_calls: false },
    begin() {
      let running = 0;
      let most = 0;
      const counted = defineTool({
        name: "weather",
        description: "",
        input: city,
        async run({ city: name }) {
          most = Math.max(most, ++running);
          await Promise.resolve();
          running -= 1;
          return `${name}: rain`;
        },
      });
      return { options: { tools: [counted] }, check: () => equal(most, 1) };
    },
    sent: [
      [
        {
          says: "",
          calls: [
            ["call_a", "weather", '{"city":"杭州"}'],
            ["call_b", "weather", '{"city":"北京"}'],
          ],
        },
        { answers: "call_a", content: "杭州: rain" },
        { answers: "call_b", content: "北京: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "text beside calls is kept",
    script: [[{ say: "我看看。" }, hangzhou], says],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "我看看。", calls: [["call_a", "weather", '{"city":"杭州"}']] },
        { answers: "call_a", content: "杭州: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "finish_reason stop beside a call runs it",
    script: [[hangzhou, { stop: "stop" }], says],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", '{"city":"杭州"}']] },
        { answers: "call_a", content: "杭州: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "tool_calls without a call is a typed error",
    script: [[{ say: "?" }, { stop: "tool_calls" }]],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [],
    ends: { code: "tool_calls_missing" },
  },
  {
    name: "unknown and hostile names are answered with what there is",
    script: [
      [
        { call: "wether", with: {}, id: "call_a" },
        { call: "constructor", with: {}, id: "call_b" },
        { call: "__proto__", with: { __proto__: {} }, id: "call_c" },
      ],
      says,
    ],
    begin: () => ({
      options: { tools: [weather] },
      check(events) {
        const kinds = events.flatMap((event) => (event.type === "tool-error" ? [event.error.kind] : []));
        deepEqual(kinds, ["unknown-tool", "unknown-tool", "unknown-tool"]);
      },
    }),
    sent: [
      [
        {
          says: "",
          calls: [
            ["call_a", "wether", "{}"],
            ["call_b", "constructor", "{}"],
            ["call_c", "__proto__", "{}"],
          ],
        },
        { answers: "call_a", content: 'Error: There is no tool "wether". Available tools: weather.' },
        { answers: "call_b", content: 'Error: There is no tool "constructor". Available tools: weather.' },
        { answers: "call_c", content: 'Error: There is no tool "__proto__". Available tools: weather.' },
      ],
    ],
    ends: finished,
  },
  {
    name: "a result of 1 MB goes through whole",
    script: [[{ call: "big", with: {}, id: "call_a" }], says],
    begin: () => ({
      options: { tools: [defineTool({ name: "big", description: "", run: () => "雨".repeat(350_000) })] },
      check(_, end) {
        ok(!isChatError(end));
        equal(end.messages[2]?.content, "雨".repeat(350_000));
      },
    }),
    sent: [
      [
        { says: "", calls: [["call_a", "big", "{}"]] },
        { answers: "call_a", content: "雨".repeat(350_000) },
      ],
    ],
    ends: finished,
  },
];
