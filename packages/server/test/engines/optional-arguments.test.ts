import { describe, expect, it } from "vitest";
import { converse, userAsks } from "../support/ask.ts";
import { simplified, tool } from "../support/tools.ts";

const clock = tool("get_current_time", "Get the current time", { timezone: { type: "string" } });
const weather = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "Get the weather",
    parameters: { type: "object", properties: { location: { type: "string" }, unit: { type: "string" } } },
  },
};

describe("what a tool does not require is filled when named and never asked for", () => {
  it.each([
    ["What time is it?", ["get_current_time()"]],
    ["What time is it in Tokyo?", ["get_current_time(Tokyo)"]],
    ["What's the weather?", ["get_weather()"]],
    ["What's the weather in Zorvania?", ["get_weather(Zorvania)"]],
    ["weather in Zorvania and Port Ellara", ["get_weather(Zorvania)", "get_weather(Port Ellara)"]],
    ["What's the weather in Zorvania and what time is it?", ["get_weather(Zorvania)", "get_current_time()"]],
  ])("%s", async (question, calls) => {
    const { rounds } = await converse(userAsks(question, { tools: [clock, weather] }), () => "fine");
    expect(rounds.flat()).toEqual(calls);
  });

  it("but `required` beside `parameters`, as both documents print it, counts", async () => {
    const { rounds, text } = await converse(userAsks("天气怎么样?", { tools: simplified }));
    expect(rounds).toEqual([]);
    expect(text).toContain("location");
  });

  it("one end of a way is not taken for the other", async () => {
    const flights = tool("find_flights", "Find flights", { from: { type: "string" }, to: { type: "string" } });
    const { rounds } = await converse(userAsks("Find flights to Zorvania", { tools: [flights] }), () => "none");
    expect(rounds.flat()).toEqual(["find_flights(Zorvania)"]);
  });
});
