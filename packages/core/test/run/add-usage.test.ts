import { describe, expect, it } from "vitest";
import { addUsage } from "../../src/run/add-usage.ts";

const usage = (prompt: number, details: object = {}) => ({
  prompt_tokens: prompt,
  completion_tokens: 1,
  total_tokens: prompt + 1,
  ...details,
});

describe("addUsage", () => {
  it("sums figures and details, whichever reply tells them", () => {
    const first = usage(10, {
      prompt_tokens_details: { cached_tokens: 4, cache_type: "ephemeral" },
      completion_tokens_details: null,
    });
    const second = usage(20, {
      prompt_tokens_details: { cached_tokens: 6 },
      completion_tokens_details: { reasoning_tokens: 3 },
    });
    expect(addUsage(first, second)).toEqual({
      prompt_tokens: 30,
      completion_tokens: 2,
      total_tokens: 32,
      prompt_tokens_details: { cached_tokens: 10, cache_type: "ephemeral" },
      completion_tokens_details: { reasoning_tokens: 3 },
    });
  });
  it("sums figures inside details too", () => {
    const cached = usage(1, { prompt_tokens_details: { cache_creation: { ephemeral_5m_input_tokens: 5 } } });
    expect(addUsage(cached, cached)?.prompt_tokens_details).toEqual({
      cache_creation: { ephemeral_5m_input_tokens: 10 },
    });
  });
  it("takes a reply that does not tell as nothing", () => {
    expect([addUsage(null, null), addUsage(usage(1), null), addUsage(null, usage(1))]).toEqual([
      null,
      usage(1),
      usage(1),
    ]);
  });
});
