import { describe, expect, it } from "vitest";
import { fromJsonSchema } from "../src/json-schema.ts";
import { defineTool } from "../src/tools/define-tool.ts";
import { chatWith, request } from "./fixtures/client.ts";
import { asks, says } from "./fixtures/tools.ts";

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    city: { type: "string", minLength: 2 },
    unit: { enum: ["C", "F"] },
    days: { type: "array", items: { $ref: "#/$defs/day" } },
  },
  required: ["city"],
  additionalProperties: false,
  $defs: { day: { type: "integer" } },
};

describe("fromJsonSchema", () => {
  it("lets through what fits, and shows the model the schema", async () => {
    const { jsonSchema, validate } = fromJsonSchema<{ city: string }>(schema);
    expect(await validate({ city: "杭州", days: [1, 2] })).toEqual({ value: { city: "杭州", days: [1, 2] } });
    expect(jsonSchema).toMatchObject({ type: "object", required: ["city"] });
    expect(jsonSchema).not.toHaveProperty("$schema");
  });
  it("tells each thing that is wrong, and where", async () => {
    const { validate } = fromJsonSchema(schema);
    const { issues = [] } = await validate({ unit: "K", days: [1, "x"], more: 1 });
    expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining([[], ["unit"], ["days", 1], ["more"]]));
    expect(issues.map(({ message }) => message).join("\n")).toMatch(
      /city[\s\S]*Expected "integer"[\s\S]*Nothing is allowed here/,
    );
    expect(issues.some(({ message }) => /subschema/.test(message))).toBe(false);
  });
  it("reads older drafts, and keys with slashes", async () => {
    const old = { $schema: "http://json-schema.org/draft-07/schema#", properties: { "a/b~c": { type: "string" } } };
    const { issues = [] } = await fromJsonSchema(old).validate({ "a/b~c": 1 });
    expect(issues[0]?.path).toEqual(["a/b~c"]);
  });
  it("serves as the input of a tool", async () => {
    const tool = defineTool({
      name: "x",
      description: "",
      input: fromJsonSchema<{ city: string }>(schema),
      run: ({ city }) => city,
    });
    const { chat } = chatWith([asks(["a", "x", '{"city":"杭州"}'], ["b", "x", '{"city":"x"}']), says("ok")]);
    const { messages } = await chat.run(request, { tools: [tool] }).result();
    expect(messages[2]?.content).toBe("杭州");
    expect(messages[3]?.content).toMatch(/- city: .*too short.*; received "x"/);
  });
});
