import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { decodeExactJson, decodeJson, encodeJson, writeWithBigInts } from "../src/json.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

describe("encodeJson", () => {
  it("writes a bigint digit for digit, as a bare number", () => {
    expect(encodeJson({ seed: 18446744073709551615n })).toBe('{"seed":18446744073709551615}');
    expect(encodeJson([-1n, { a: 9007199254740993n }])).toBe('[-1,{"a":9007199254740993}]');
  });

  it("does so too where the program has given bigints a toJSON of its own", () => {
    Object.defineProperty(BigInt.prototype, "toJSON", { value: () => "theirs", configurable: true });
    try {
      expect(encodeJson({ seed: 1n, more: [2n] })).toBe('{"seed":1,"more":[2]}');
      expect(writeWithBigInts({ seed: 1n, more: [2n] })).toBe('{"seed":1,"more":[2]}');
    } finally {
      Reflect.deleteProperty(BigInt.prototype, "toJSON");
    }
  });

  it("says null where JSON has no word", () => {
    expect(encodeJson(undefined)).toBe("null");
    expect(writeWithBigInts(undefined)).toBe("null");
  });

  it("writes the same with and without JSON.rawJSON", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
    fc.assert(
      fc.property(anything, (value) => {
        expect(writeWithBigInts(value)).toBe(encodeJson(value));
      }),
    );
  });

  it("is not misled by texts that look like its own mark", () => {
    const markLike = fc.array(fc.oneof(fc.bigInt(), fc.stringMatching(/^[#"\\0-9-]{0,6}$/)));
    fc.assert(
      fc.property(markLike, (value) => {
        expect(writeWithBigInts(value)).toBe(encodeJson(value));
      }),
    );
  });

  it("refuses a circle with a TypeError", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => encodeJson(circle)).toThrow(TypeError);
  });
});

describe("decodeJson", () => {
  it.each([
    ["plain", '{"__proto__":{"admin":true},"a":1}'],
    ["escaped in part", '{"\\u005f_proto__":{"admin":true},"a":1}'],
    ["escaped whole", '{"\\u005F\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005F":{"admin":true},"a":1}'],
    ["deep", '{"a":1,"b":[{"c":{"__proto__":{"admin":true}}}]}'],
  ])("drops a key __proto__ written %s", (_, text) => {
    const value = decodeJson(text);
    expect(JSON.stringify(value)).not.toContain("admin");
    expect(value).toMatchObject({ a: 1 });
    expect(Object.assign({}, value)).not.toHaveProperty("admin");
  });

  it("keeps __proto__ where it is a text", () => {
    expect(decodeJson('{"a":"__proto__"}')).toEqual({ a: "__proto__" });
  });

  it("reads whatever encodeJson wrote", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = encodeJson(value);
        fc.pre(!text.includes("__proto__"));
        expect(encodeJson(decodeJson(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it("survives nesting of any depth", () => {
    const depth = 200_000;
    const text = `${"[".repeat(depth)}"\\u0041"${"]".repeat(depth)}`;
    expect(Array.isArray(decodeJson(text))).toBe(true);
  });

  it("throws a SyntaxError for what is no JSON", () => {
    expect(() => decodeJson("data: {}")).toThrow(SyntaxError);
  });
});

describe("decodeExactJson", () => {
  it("keeps the digits of integers that a double would round", () => {
    const text =
      '{"seed":18446744073709551615,"list":[-9007199254740993,1,0.1234567890123456789],"text":"12345678901234567890"}';
    expect(decodeExactJson(text)).toEqual({
      seed: 18446744073709551615n,
      list: [-9007199254740993n, 1, 0.12345678901234568],
      text: "12345678901234567890",
    });
  });

  it("drops __proto__ as decodeJson does", () => {
    const text = '{"seed":18446744073709551615,"__proto__":{"a":1},"b":{"\\u005f_proto__":2}}';
    expect(Object.keys(decodeExactJson(text) as object)).toEqual(["seed", "b"]);
    expect(decodeExactJson(text)).toEqual({ seed: 18446744073709551615n, b: {} });
  });

  it("writes back what it has read, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.json()), (value) => {
        const text = typeof value === "string" ? JSON.stringify(JSON.parse(value)) : String(value === 0 ? 0 : value);
        const plain = encodeJson(decodeExactJson(text));
        expect(plain).toBe(
          text.includes("__proto__") ? plain : typeof value === "number" ? JSON.stringify(value) : text,
        );
      }),
    );
  });
});
