import { deepEqual, equal, ok } from "node:assert/strict";
import { defineTool, isChatError } from "@qwire/core";
import type { Scenario } from "../scenario.ts";
import { weather } from "./scenario-tools.ts";

const says = [{ say: "下雨。" }] as const;
const finished = { status: "finished", text: "下雨。" } as const;
const call = (args: string, id = "call_a"): { call: string; with: string; id: string } => ({
  call: "weather",
  with: args,
  id,
});

/** What stands in the arguments, and what is made of it. */
export const argumentScenarios: readonly Scenario[] = [
  {
    name: "arguments that are no JSON: told to the model, {} on the wire, the raw text in the result",
    script: [[call("{'city': '杭州'}")], says],
    begin: () => ({
      options: { tools: [weather] },
      check(events, end) {
        ok(events.some((event) => event.type === "tool-error" && event.error.kind === "invalid-arguments"));
        ok(!isChatError(end) && end.messages[1]?.role === "assistant");
        equal(end.messages[1].tool_calls?.[0]?.function.arguments, "{'city': '杭州'}");
      },
    }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", "{}"]] },
        { answers: "call_a", content: /not a JSON object: \{'city': '杭州'\}/ },
      ],
    ],
    ends: finished,
  },
  {
    name: "arguments that do not fit: told with path, expectation and what came",
    script: [[call('{"city":5}')], [call('{"city":"杭州"}', "call_b")], says],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", '{"city":5}']] },
        {
          answers: "call_a",
          content: "Error: The arguments do not fit the tool's parameters:\n- city: must be a string; received 5",
        },
      ],
      [
        { says: "", calls: [["call_b", "weather", '{"city":"杭州"}']] },
        { answers: "call_b", content: "杭州: rain" },
      ],
    ],
    ends: { ...finished, steps: 3 },
  },
  {
    name: "arguments wrapped in properties, as the 2024 document's model writes them",
    script: [[call('{"properties": {"city": "杭州"}}')], says],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", '{"properties": {"city": "杭州"}}']] },
        { answers: "call_a", content: "杭州: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "empty arguments are {}, and are sent back as {}",
    script: [[{ call: "clock", with: "", id: "call_a" }], says],
    begin() {
      const inputs: unknown[] = [];
      const clock = defineTool({ name: "clock", description: "", run: (input) => (inputs.push(input), "17:15") });
      return { options: { tools: [clock] }, check: () => deepEqual(inputs, [{}]) };
    },
    sent: [
      [
        { says: "", calls: [["call_a", "clock", "{}"]] },
        { answers: "call_a", content: "17:15" },
      ],
    ],
    ends: finished,
  },
  {
    name: "arguments cut at the token limit never run",
    script: [[call('{"city":"杭'), { stop: "length" }]],
    begin() {
      let ran = 0;
      const counted = { ...weather, run: () => `${++ran}` };
      return {
        options: { tools: [counted] },
        check(_, end) {
          equal(ran, 0);
          ok(isChatError(end));
          equal(end.partial?.choices[0]?.message.tool_calls?.[0]?.function.arguments, '{"city":"杭');
        },
      };
    },
    sent: [],
    ends: { code: "tool_call_truncated" },
  },
  {
    name: "arguments cut at the token limit, with feedback: the model is told",
    script: [[call('{"city":"北京"}', "call_b"), call('{"city":"杭'), { stop: "length" }], says],
    begin: () => ({ options: { tools: [weather], onTruncated: "feedback" } }),
    sent: [
      [
        {
          says: "",
          calls: [
            ["call_b", "weather", '{"city":"北京"}'],
            ["call_a", "weather", "{}"],
          ],
        },
        { answers: "call_b", content: "北京: rain" },
        { answers: "call_a", content: /nothing was run/ },
      ],
    ],
    ends: finished,
  },
  {
    name: "arguments cut at the token limit, with retry: the same request again",
    script: [[call('{"city":"杭'), { stop: "length" }], says],
    begin: () => ({ options: { tools: [weather], onTruncated: "retry" } }),
    sent: [[]],
    ends: { ...finished, steps: 1 },
  },
  {
    name: "the same failing call three times ends the run",
    script: [[call('{"city":5}')]],
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_a", "weather", '{"city":5}']] },
        { answers: "call_a", content: /received 5/ },
      ],
      [
        { says: "", calls: [["call_a", "weather", '{"city":5}']] },
        { answers: "call_a", content: /received 5/ },
      ],
    ],
    ends: { code: "tool_call_repeated" },
  },
];
