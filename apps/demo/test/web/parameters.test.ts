import { describe, expect, it } from "vitest";
import { parameterNames, rangeOf } from "../../src/web/parameters/parameter-fields.ts";
import { issuesOf, toParameters } from "../../src/web/parameters/to-parameters.ts";

const chosen = { parameters: {}, thinks: null, usesTools: true, severalAtOnce: true };

describe("the ranges of the panel", () => {
  it("are the protocol's own, with the model's lengths", () => {
    expect(Object.fromEntries(parameterNames.map((name) => [name, rangeOf(name, "qwen-plus")]))).toMatchObject({
      temperature: { min: 0, max: 1.99 },
      top_p: { min: 0.01, max: 1 },
      top_k: { min: 0, max: null },
      presence_penalty: { min: -2, max: 2 },
      repetition_penalty: { min: 0.01, max: null },
      max_tokens: { min: 1, max: 32_768 },
      seed: { min: 0, max: 2 ** 64 - 2048 },
    });
  });

  it("end where nobody knows an end", () => {
    expect(rangeOf("max_tokens", "a-model-of-tomorrow")).toEqual({ min: 1, max: null });
  });
});

describe("toParameters", () => {
  it("sends what was set, and nothing else", () => {
    expect(toParameters(chosen, "qwen-plus")).toEqual({ parallel_tool_calls: true });
    const set = {
      ...chosen,
      usesTools: false,
      thinks: true,
      parameters: { temperature: "0.2", top_k: " ", top_p: "x" },
    };
    expect(toParameters(set, "qwen-plus")).toEqual({ temperature: 0.2, enable_thinking: true });
  });

  it("keeps every digit of a seed", () => {
    const { seed } = toParameters({ ...chosen, parameters: { seed: "18446744073709551615" } }, "qwen-plus");
    expect(seed).toBe(18446744073709551615n);
  });

  it("asks no model to think that cannot", () => {
    expect(toParameters({ ...chosen, thinks: true }, "qwen3-coder-plus")).not.toHaveProperty("enable_thinking");
  });
});

describe("issuesOf", () => {
  it("names what the service would refuse", () => {
    const issues = issuesOf({ ...chosen, parameters: { temperature: "2", max_tokens: "99999999" } }, "qwen-plus");
    expect(issues.get("temperature")).toMatchObject({ severity: "error", code: "temperature-range" });
    expect(issues.get("max_tokens")).toMatchObject({ severity: "warning" });
    expect(issuesOf(chosen, "qwen-plus").size).toBe(0);
  });
});
