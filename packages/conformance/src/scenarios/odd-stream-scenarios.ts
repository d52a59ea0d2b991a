import type { Scenario } from "../scenario.ts";
import { weather } from "./scenario-tools.ts";

const says = [{ say: "下雨。" }] as const;
const finished = { status: "finished", text: "下雨。" } as const;

/** One payload of a stream, for what no model is asked to do. */
function frame(delta: object, finish: string | null = null): { frame: string } {
  const choices = [{ index: 0, delta, finish_reason: finish, logprobs: null }];
  const head = { id: "chatcmpl-odd", object: "chat.completion.chunk", created: 1, model: "qwen-plus" };
  return { frame: JSON.stringify({ ...head, choices, usage: null }) };
}
type Piece = { index: number; id: string; args: string };
/** The first piece of a call names its tool. */
const first = ({ index, id, args }: Piece): object => ({
  index,
  id,
  type: "function",
  function: {
    name: "weather",
    arguments: args,
  },
});
const later = ({ index, id, args }: Piece): object => ({ index, id, type: "function", function: { arguments: args } });

/** Shapes of calls that no model is asked for, and that relays have been seen to send. */
export const oddStreamScenarios: readonly Scenario[] = [
  {
    name: "ids that come empty: made up once, the same in call and answer",
    script: [
      [frame({ tool_calls: [first({ index: 0, id: "", args: '{"city":"杭州"}' })] }), frame({}, "tool_calls")],
      says,
    ],
    isStreamOnly: true,
    begin: () => ({ options: { tools: [weather] } }),
    sent: [
      [
        { says: "", calls: [["call_chatcmpl-odd_0", "weather", '{"city":"杭州"}']] },
        { answers: "call_chatcmpl-odd_0", content: "杭州: rain" },
      ],
    ],
    ends: finished,
  },
  {
    name: "two ids on one index: two calls",
    script: [
      [
        frame({ tool_calls: [first({ index: 0, id: "call_a", args: '{"city":"杭州"}' })] }),
        frame({ tool_calls: [first({ index: 0, id: "call_b", args: '{"city":"北京"}' })] }),
        frame({}, "tool_calls"),
      ],
      says,
    ],
    isStreamOnly: true,
    begin: () => ({ options: { tools: [weather] } }),
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
    name: "the pieces of two calls in turns, the second whole first: two calls",
    script: [
      [
        frame({
          tool_calls: [
            first({ index: 0, id: "call_a", args: '{"city":' }),
            first({ index: 1, id: "call_b", args: '{"city":' }),
          ],
        }),
        frame({ tool_calls: [later({ index: 1, id: "", args: '"北京"}' })] }),
        frame({ tool_calls: [later({ index: 0, id: "", args: '"杭州"}' })] }),
        frame({}, "tool_calls"),
      ],
      says,
    ],
    isStreamOnly: true,
    begin: () => ({ options: { tools: [weather] } }),
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
];
