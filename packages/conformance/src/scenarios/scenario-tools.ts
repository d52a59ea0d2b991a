import { defineTool } from "@qwire/core";
import type { OwnSchema } from "@qwire/core";

/** `{ city: string }`, checked by hand: the same words on every runtime. */
export const city: OwnSchema<{ city: string }> = {
  jsonSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  validate(value) {
    const given = typeof value === "object" && value !== null && "city" in value ? value.city : undefined;
    if (typeof given === "string") return { value: { city: given } };
    return { issues: [{ message: "must be a string", path: ["city"] }] };
  },
};

/** Answers at once. */
export const weather = defineTool({
  name: "weather",
  description: "The weather of a city.",
  input: city,
  run: ({ city: name }) => `${name}: rain`,
});
