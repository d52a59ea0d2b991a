import fc from "fast-check";
import { expect, it } from "vitest";
import * as z from "zod";
import { createEmulator } from "@qwire/server";

function answerOf(schema: z.ZodType, question?: string): Promise<unknown> {
  return answerToJsonSchema(z.toJSONSchema(schema), question);
}

async function answerToJsonSchema(schema: object, question = "In Zorvania live 300 angry people"): Promise<unknown> {
  const json_schema = { name: "answer", schema };
  const request = {
    model: "qwen-plus",
    messages: [{ role: "user", content: question }],
    response_format: { type: "json_schema", json_schema },
  };
  const url = "https://emulator.test/v1/chat/completions";
  const headers = { "content-type": "application/json" };
  const response = await createEmulator().fetch(url, { method: "POST", headers, body: JSON.stringify(request) });
  const completion = (await response.json()) as { choices: Array<{ message: { content: string } }> };
  return JSON.parse(completion.choices[0]?.message.content ?? "");
}

it("json_schema answers keep to the limits of their schema", async () => {
  const schema = z.object({
    sights: z.array(z.string()).min(2).max(4),
    people: z.number().min(100).max(200),
    warm: z.number().gt(0).lt(1),
    steps: z.int().multipleOf(7).positive(),
    code: z.string().min(3).max(5),
    day: z.iso.date(),
    at: z.iso.datetime(),
    mail: z.email(),
    id: z.uuid(),
    site: z.url(),
    days: z.array(z.object({ high: z.int().min(-3).max(-1) })).length(3),
    maybe: z.string().max(2).nullable(),
  });
  const answer = await answerOf(schema);
  expect(schema.safeParse(answer).error?.issues).toBeUndefined();
});

it("keeps what the question says where it fits", async () => {
  const schema = z.object({ town: z.string().max(20), people: z.int().max(1000), mood: z.enum(["calm", "angry"]) });
  expect(await answerOf(schema)).toEqual({ town: "Zorvania", people: 300, mood: "angry" });
});

it("ends where a schema asks for a million items or a billion letters, or holds itself", async () => {
  const many = await answerOf(z.object({ all: z.array(z.string()).min(1_000_000) }));
  expect(many).toEqual({ all: expect.any(Array) as unknown });
  const long = await answerOf(z.object({ text: z.string().min(1_000_000_000) }));
  expect(long).toEqual({ text: expect.any(String) as unknown });
  type Tree = { trees: Tree[] };
  const tree: z.ZodType<Tree> = z.object({ trees: z.lazy(() => z.array(tree).min(2)) });
  expect(await answerOf(tree)).toHaveProperty("trees");
});

it("gives a number where a schema wants multiples of nothing", async () => {
  const json_schema = z.toJSONSchema(z.object({ count: z.number() }));
  const none = { ...json_schema, properties: { count: { type: "number", multipleOf: 0 } } };
  expect(await answerToJsonSchema(none)).toEqual({ count: 300 });
});

const range = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(50))
  .map(([low, size]) => [low, low + size] as const);
const length = fc.tuple(fc.nat(20), fc.nat(20)).map(([low, size]) => [low, low + size] as const);
const leaf: fc.Arbitrary<z.ZodType> = fc.oneof(
  range.map(([low, high]) => z.number().min(low).max(high)),
  range.map(([low, high]) =>
    z
      .number()
      .gt(low)
      .lt(high + 0.5),
  ),
  range.map(([low, high]) => z.int().min(low).max(high)),
  length.map(([low, high]) => z.string().min(low).max(high)),
  fc.constantFrom<z.ZodType>(z.iso.date(), z.iso.datetime(), z.email(), z.uuid(), z.url(), z.boolean()),
);
const { schema: anySchema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.tuple(tie("schema"), length).map(([item, [low, high]]) => z.array(item).min(Math.min(low, 4)).max(high)),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("schema"), { maxKeys: 4 }).map((shape) => z.object(shape)),
  ),
}));

it("keeps to any such limits, whatever is asked", async () => {
  const words = fc.constantFrom("hello", "In Zorvania live 300 angry people", "2025-3-4 at bob@example.com, 杭州 12.5");
  await fc.assert(
    fc.asyncProperty(anySchema, words, async (inner, question) => {
      const schema = z.object({ inner });
      const answer = await answerOf(schema, question);
      expect(schema.safeParse(answer).error?.issues).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});
