import { deepEqual, equal, ok } from "node:assert/strict";
import { defineTool, isChatError } from "@qwire/core";
import type { Decisions } from "@qwire/core";
import type { Scenario } from "../scenario.ts";
import { city } from "./scenario-tools.ts";

const script = [[{ call: "flood", with: '{"city":"杭州"}', id: "call_a" }], [{ say: "好了。" }]] as const;
const asked = { says: "", calls: [["call_a", "flood", '{"city":"杭州"}']] } as const;

function floodTool(ran: string[]) {
  return defineTool({
    name: "flood",
    description: "Floods a city.",
    input: city,
    needsApproval: true,
    run: ({ city: name }) => (ran.push(name), `${name} is under water`),
  });
}

/** Pauses, keeps the state as text, and goes on with this decision. */
function decided(decisions: Decisions, expected: { ran: readonly string[]; text: string }): Scenario["begin"] {
  return () => {
    const ran: string[] = [];
    const tools = [floodTool(ran)];
    return {
      options: { tools, stateKey: "of the scenario" },
      async drive(run, client) {
        const paused = await run.result();
        equal(paused.status, "paused");
        deepEqual(ran, []);
        const state = JSON.parse(JSON.stringify(run.state()));
        const options = { tools, stateKey: "of the scenario" };
        const { status, text } = await client.chat.completions.resume(state, decisions, options).result();
        deepEqual([status, text], ["finished", expected.text]);
      },
      check: () => deepEqual(ran, expected.ran),
    };
  };
}

/** Tools that a person has to agree to. */
export const approvalScenarios: readonly Scenario[] = [
  {
    name: "approval asked for: the run pauses, nothing runs",
    script,
    begin() {
      const ran: string[] = [];
      return {
        options: { tools: [floodTool(ran)] },
        check(events, end) {
          deepEqual(ran, []);
          ok(events.some((event) => event.type === "tool-approval" && event.toolCallId === "call_a"));
          ok(!isChatError(end));
          equal(end.state?.format, "qwire-run");
        },
      };
    },
    sent: [],
    ends: { status: "paused", steps: 1 },
  },
  {
    name: "approval yes, from a stored state",
    script,
    begin: decided({ call_a: true }, { ran: ["杭州"], text: "好了。" }),
    sent: [[asked, { answers: "call_a", content: "杭州 is under water" }]],
    ends: { status: "paused" },
  },
  {
    name: "approval no, with a reason, from a stored state",
    script,
    begin: decided({ call_a: { approve: false, reason: "people live there" } }, { ran: [], text: "好了。" }),
    sent: [
      [
        asked,
        {
          answers: "call_a",
          content: "Error: The user refused this call: people live there. Do not ask for it again.",
        },
      ],
    ],
    ends: { status: "paused" },
  },
];
