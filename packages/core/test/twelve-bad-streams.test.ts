// The twelve streams on which other clients break (peers compared in 2026), each with what comes of it here: through
// run(), which asks the model, and would run the tools.
import { describe, expect, it } from "vitest";
import { defineTool } from "../src/tools/define-tool.ts";
import { chatWith, follow, request } from "./fixtures/client.ts";
import { fakeClock } from "./fixtures/fake-clock.ts";
import { citySchema, says } from "./fixtures/tools.ts";
import { json, silence, stream } from "./fixtures/transport.ts";
import type { Answer } from "./fixtures/transport.ts";
import { call, chunk, done, errorBody, hello, sse, wholeCall } from "./fixtures/wire.ts";

const city = '{"city": "杭州"}';
const asked = sse(chunk(call({ index: 0, id: "a", name: "weather", args: "" })));
const more = (args: string | null, index = 0) => sse(chunk(call({ index, id: "", name: null, args })));
const half = asked + more('{"city": "Hang');
const called = sse(chunk({}, "tool_calls"), done);
const ok = says("ok");

type Row = {
  answers: Answer[];
  /** Cities the tool really ran on. */
  ran: string[];
  /** The last text, or the code of the error. */
  outcome: string;
};

const rows: Record<string, Row> = {
  "thinking then text": {
    answers: [
      stream(sse(chunk({ content: null, reasoning_content: "hm" }), chunk({ content: "ok" }), chunk({}, "stop"), done)),
    ],
    ran: [],
    outcome: "ok",
  },
  "one call, later id empty, name null, arguments null": {
    answers: [stream(asked + more(city) + more(null) + called), ok],
    ran: ["杭州"],
    outcome: "ok",
  },
  "two ids on one index": {
    answers: [stream(sse(wholeCall("a", "weather", city), wholeCall("b", "weather", '{"city":"北京"}')) + called), ok],
    ran: ["杭州", "北京"],
    outcome: "ok",
  },
  "ids empty throughout": {
    answers: [stream(sse(wholeCall("", "weather", city)) + called), ok],
    ran: ["杭州"],
    outcome: "ok",
  },
  "connection cut inside arguments": { answers: [stream(half)], ran: [], outcome: "stream_cut" },
  "finish_reason length inside arguments": {
    answers: [stream(half + sse(chunk({}, "length"), done))],
    ran: [],
    outcome: "tool_call_truncated",
  },
  "single quotes, trailing comma": {
    answers: [
      stream(
        sse(wholeCall("a", "weather", "{'city': '杭州'}", 0), wholeCall("b", "weather", '{"city": "杭州",}', 1)) +
          called,
      ),
      ok,
    ],
    ran: [],
    outcome: "ok",
  },
  "finish_reason stop with calls": {
    answers: [stream(sse(wholeCall("a", "weather", city), chunk({}, "stop"), done)), ok],
    ran: ["杭州"],
    outcome: "ok",
  },
  "data: {error} mid-stream": {
    answers: [stream(sse(chunk({ content: "Hel" })), sse(errorBody("internal_error")))],
    ran: [],
    outcome: "internal_error",
  },
  "429 insufficient_quota, then 200": {
    answers: [json(errorBody("insufficient_quota"), 429), stream(hello)],
    ran: [],
    outcome: "Hello",
  },
  "stall after the first chunk": {
    answers: [stream(sse(chunk({ content: "Hel" })), silence)],
    ran: [],
    outcome: "idle_timeout",
  },
  "200 with a JSON error": { answers: [json(errorBody("Arrearage"))], ran: [], outcome: "arrears" },
};

describe("the twelve bad streams", () => {
  it.for(Object.entries(rows))("%s", async ([, { answers, ran, outcome }]) => {
    const clock = fakeClock();
    const cities: string[] = [];
    const weather = defineTool({
      name: "weather",
      description: "",
      input: citySchema,
      run: (input) => (cities.push(input.city), "rain"),
    });
    const { chat, transport } = chatWith(answers, { clock, retry: undefined });
    const run = chat.run(request, { tools: [weather] });
    const following = follow(run);
    await clock.advance(1_000_000);
    const { items, error } = await following;
    const last = items.at(-1);
    expect(error?.code ?? (last?.type === "finish" && last.result.text)).toBe(outcome);
    expect(cities).toEqual(ran);
    expect(transport.requests).toHaveLength(answers.length);
    // What the next request would hold is always a conversation the service takes.
    const history = error?.run?.messages ?? (last?.type === "finish" ? last.result.messages : []);
    for (const [at, message] of history.entries()) {
      const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
      const answersBehind = history.slice(at + 1, at + 1 + calls.length);
      expect(answersBehind.map((one) => one.role === "tool" && one.tool_call_id)).toEqual(calls.map(({ id }) => id));
      expect(calls.every(({ id }) => id !== "")).toBe(true);
    }
  });
});
