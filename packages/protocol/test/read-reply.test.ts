import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { chatCompletion, chatCompletionChunk, modelList, readChunk, readModels, readReply } from "../src/index.ts";
import { arbitraryOf } from "./arbitrary-of.ts";
import { spoiltOf } from "./spoilt.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const readers = [
  ["readChunk", readChunk, chatCompletionChunk],
  ["readReply", readReply, chatCompletion],
  ["readModels", readModels, modelList],
] as const;

describe.each(readers)("%s", (_, read, schema) => {
  const says = (value: unknown): unknown => {
    const { success, data } = schema.safeParse(value);
    return success ? data : null;
  };

  it("reads what the schema takes, and as the schema does", () => {
    fc.assert(
      fc.property(arbitraryOf(schema), (value) => {
        expect(read(value)).toStrictEqual(says(value));
      }),
      { numRuns: 200 },
    );
  });

  it("refuses what the schema refuses", () => {
    let refused = 0;
    fc.assert(
      fc.property(spoiltOf(arbitraryOf(schema)), ({ body }) => {
        const said = says(body);
        refused += said === null ? 1 : 0;
        expect(read(body)).toStrictEqual(said);
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(40);
  });

  it("drops an own __proto__, as the schema does, wherever it knows the object", () => {
    const value: unknown = JSON.parse(
      '{"__proto__":null,"choices":[{"__proto__":{"a":1},"index":0,"delta":{"__proto__":1},"message":{"__proto__":1}}],"data":[]}',
    );
    expect(Object.keys(read(value) ?? {})).not.toContain("__proto__");
    expect(read(value)).toEqual(says(value));
  });

  it("says to anything what the schema says", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(value)).toEqual(says(value));
      }),
    );
  });
});
