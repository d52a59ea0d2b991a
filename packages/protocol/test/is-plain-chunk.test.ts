import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { chatCompletionChunk, isPlainChunk } from "../src/index.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "null",
  "text",
  0,
  -1,
  1.5,
  Number.NaN,
  true,
  [],
  {},
  [{}],
  ["x"],
);
const or = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: odd });

/** Fields that a plain chunk leaves out or null. */
const rare = or(fc.constant(null));

const call = fc.record(
  {
    index: or(fc.nat(3)),
    id: or(fc.string()),
    type: or(fc.constant("function")),
    function: or(fc.record({ name: or(fc.string()), arguments: or(fc.string()) }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const delta = fc.record(
  {
    role: or(fc.constant("assistant")),
    content: or(fc.string()),
    reasoning_content: or(fc.string()),
    tool_calls: or(fc.array(or(call), { maxLength: 2 })),
    refusal: rare,
    function_call: rare,
    audio: rare,
    unknown: odd,
  },
  { requiredKeys: [] },
);
const choice = fc.record(
  {
    index: or(fc.nat(3)),
    delta: or(delta),
    finish_reason: or(fc.constantFrom("stop", null)),
    logprobs: rare,
    more: odd,
  },
  { requiredKeys: ["index", "delta"] },
);
const chunk = fc.record(
  {
    id: or(fc.string()),
    object: or(fc.constant("chat.completion.chunk")),
    created: or(fc.nat()),
    model: or(fc.string()),
    choices: or(fc.array(or(choice), { maxLength: 2 })),
    usage: rare,
    system_fingerprint: rare,
    service_tier: rare,
    extra: odd,
  },
  { requiredKeys: ["id", "object", "created", "model", "choices"] },
);

it("says yes only where the schema says yes and changes nothing", () => {
  let yes = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: chunk }, { weight: 1, arbitrary: fc.anything() }), (value) => {
      if (!isPlainChunk(value)) return;
      yes += 1;
      const read = chatCompletionChunk.safeParse(value);
      expect(read.success).toBe(true);
      expect(read.data).toEqual(value);
    }),
    { numRuns: 1500 },
  );
  expect(yes).toBeGreaterThan(150);
});
