import { describe, expect, it } from "vitest";
import type { ChatRequest } from "@qwire/protocol";
import { createEmulator, echo } from "../../src/index.ts";
import { complete, userAsks } from "../support/ask.ts";

const told = async (
  content: string,
  rest: Partial<ChatRequest>,
): Promise<[string | null | undefined, string | null | undefined]> => {
  const { choices } = await complete(createEmulator({ engine: echo() }), userAsks(content, rest));
  return [choices[0]?.message.content, choices[0]?.finish_reason];
};

describe("stop ends the answer before it", () => {
  it.each<[NonNullable<ChatRequest["stop"]>, string]>([
    ["three", "one two "],
    [["four", "two"], "one "],
    [["none"], "one two three four"],
    [[108386], "one two three four"],
    [[[108386, 103924]], "one two three four"],
  ])("%j", async (stop, text) => {
    expect(await told("one two three four", { stop })).toEqual([text, "stop"]);
  });
});

describe("max_tokens cuts the answer", () => {
  it("and says so", async () => {
    const [text, reason] = await told("one two three four", { max_tokens: 2 });
    expect(text).toBe("one two");
    expect(reason).toBe("length");
  });

  it("only where it is too long", async () => {
    expect(await told("one", { max_tokens: 5 })).toEqual(["one", "stop"]);
  });
});

describe("response_format", () => {
  const json = async (
    content: string,
    response_format: NonNullable<ChatRequest["response_format"]>,
  ): Promise<unknown> => {
    const { choices } = await complete(createEmulator(), userAsks(content, { response_format }));
    return JSON.parse(choices[0]?.message.content ?? "");
  };

  it("json_object answers an object", async () => {
    expect(await json("Say it in JSON", { type: "json_object" })).toEqual({
      answer: expect.stringContaining("Say it in JSON") as unknown,
    });
  });

  it("json_schema answers after the schema", async () => {
    const schema = {
      type: "object",
      properties: {
        city: { type: "string" },
        people: { type: "integer" },
        mood: { enum: ["calm", "angry"] },
        tags: { type: "array", items: { type: "string" } },
        where: { $ref: "#/$defs/point" },
        sure: { type: "boolean" },
      },
      required: ["city", "people", "mood", "tags", "where", "sure"],
      $defs: { point: { type: "object", properties: { x: { type: "number", minimum: 1 } }, required: ["x"] } },
    };
    const answer = await json("In Zorvania live 300 angry people", {
      type: "json_schema",
      json_schema: { name: "town", schema },
    });
    expect(answer).toEqual({ city: "Zorvania", people: 300, mood: "angry", tags: [], where: { x: 1 }, sure: false });
  });
});
