import { describe, expect, it } from "vitest";
import { judgeArguments } from "../../src/stream/judge-arguments.ts";

describe("judgeArguments", () => {
  it.for([
    ["", "stop", "complete"],
    [" \n", "stop", "complete"],
    ["", "length", "truncated"],
    ["", "cut", "truncated"],
    ['{"a":1}', "stop", "complete"],
    [' {"a":1} ', "length", "complete"],
    ['{"a":1}', "cut", "truncated"],
    ['{"a":"x', "stop", "truncated"],
    ['{"a":[1', "stop", "truncated"],
    ['{"a":"\\"}', "stop", "truncated"],
    ['{"a":"{"}', "stop", "complete"],
    ["{'a':1}", "stop", "malformed"],
    ["{'a':1}", "length", "truncated"],
    ['{"a":1,}', "stop", "malformed"],
    ['{"a":1}}', "stop", "malformed"],
    ["[1]", "stop", "malformed"],
    ["1", "stop", "malformed"],
    ["null", "stop", "malformed"],
    ['"text"', "stop", "malformed"],
  ] as const)("%s at %s is %s", ([text, end, state]) => {
    expect(judgeArguments(text, end)).toBe(state);
  });
});
