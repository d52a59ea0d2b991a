import { describe, expect, it } from "vitest";
import type { ChatRequest } from "@qwire/protocol";
import { createEmulator, echo } from "../../src/index.ts";
import { complete, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

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

  it("inside the arguments of a call, too", async () => {
    const request = userAsks("落星镇的天气怎么样?", { tools: simplified });
    const cut = await complete(createEmulator(), { ...request, max_tokens: 8 });
    const [call] = cut.choices[0]?.message.tool_calls ?? [];
    expect(cut.choices[0]?.finish_reason).toBe("length");
    expect('{"location": "落星镇"}'.startsWith(call?.function.arguments ?? "none")).toBe(true);
    expect((await complete(createEmulator(), { ...request, max_tokens: 100 })).choices[0]?.finish_reason).toBe(
      "tool_calls",
    );
  });

  it("max_completion_tokens counts the thinking", async () => {
    const request = userAsks("hello", { model: "qwen3-max", enable_thinking: true, max_completion_tokens: 4 });
    const [choice] = (await complete(createEmulator(), request)).choices;
    expect(choice).toMatchObject({ finish_reason: "length", message: { content: "" } });
    expect(choice?.message.reasoning_content).not.toBe("");
    const longer = { ...request, max_completion_tokens: null, max_tokens: 4 };
    expect((await complete(createEmulator(), longer)).choices[0]?.message.content).not.toBe("");
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

  it("json_object answers after a schema that stands in a message", async () => {
    const schema = { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } };
    const required = { ...schema, required: ["city", "days"] };
    const messages = [
      { role: "system" as const, content: `Obey {this}: ${JSON.stringify(required, null, 2)}\nAnswer in JSON.` },
      { role: "user" as const, content: "A trip to Zorvania, 3 days" },
    ];
    const request = { model: "qwen-plus", messages, response_format: { type: "json_object" as const } };
    const { choices } = await complete(createEmulator(), request);
    expect(JSON.parse(choices[0]?.message.content ?? "")).toEqual({ city: "Zorvania", days: 3 });
  });

  it("json_object is not held up by braces", async () => {
    for (const braces of ["{".repeat(199_000), "{}".repeat(99_000), '{"a":'.repeat(39_000)]) {
      expect(await json(`${braces} JSON`, { type: "json_object" })).toHaveProperty("answer");
    }
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
