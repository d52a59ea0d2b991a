import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCalls } from "../../src/engines/answer/plan-calls.ts";
import { tool } from "../support/tools.ts";

/** Words no language has: consonants only, so that none is grammar and none a plural of another. */
const word = fc.string({ unit: fc.constantFrom(...Array.from("bcdfghjklmpqrtvwxz")), minLength: 6, maxLength: 9 });
const name = word.map((letters) => letters.charAt(0).toUpperCase() + letters.slice(1));
const date = fc
  .date({ min: new Date("2001-01-01"), max: new Date("2098-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const count = fc.integer({ min: -9999, max: 9999 });
const modes = fc.uniqueArray(word, { minLength: 2, maxLength: 4 });
const text = { type: "string" };

const inputs = (question: string, offered: ReturnType<typeof tool>): unknown[] =>
  planCalls(question, [offered], null).calls.map(({ input }) => input);

describe("values made up by chance are put where the schema wants them", () => {
  it("texts, numbers, dates and words of an enum, whatever the tool is called", () => {
    fc.assert(
      fc.property(word, name, count, date, modes, (verb, thing, times, day, choices) => {
        const [mode = ""] = choices;
        const offered = tool(
          `${verb}_it`,
          `${verb} a thing`,
          { thing: text, times: { type: "integer" }, day: { ...text, format: "date" }, mode: { enum: choices } },
          ["thing"],
        );
        const question = `${verb} the thing called "${thing}" ${times} times on ${day} and make it ${mode}`;
        expect(inputs(question, offered)).toEqual([{ thing, times, day, mode }]);
      }),
    );
  });

  it("optional ones are left out where nobody said them", () => {
    fc.assert(
      fc.property(word, name, modes, (topic, place, choices) => {
        const offered = tool(
          `get_${topic}`,
          "",
          { place: text, days: { type: "integer" }, mode: { enum: choices }, since: { ...text, format: "date" } },
          ["place"],
        );
        expect(inputs(`What is the ${topic} in ${place}?`, offered)).toEqual([{ place }]);
      }),
    );
  });

  it("nested objects and lists", () => {
    fc.assert(
      fc.property(
        word,
        fc.uniqueArray(name, { minLength: 2, maxLength: 2 }),
        count,
        (verb, [one = "", other = ""], size) => {
          const offered = tool(
            `${verb}_all`,
            `${verb} all of them`,
            {
              things: { type: "array", items: text },
              how: { type: "object", properties: { size: { type: "number" } }, required: ["size"] },
            },
            ["things", "how"],
          );
          const question = `Please ${verb} ${one} and ${other} with a size of ${size}`;
          expect(inputs(question, offered)).toEqual([{ things: [one, other], how: { size } }]);
        },
      ),
    );
  });

  it("in a Chinese question, for tools with names no one has heard of", () => {
    fc.assert(
      fc.property(word, name, count, date, (verb, thing, times, day) => {
        const offered = tool(
          verb,
          `处理物品`,
          { thing: text, times: { type: "integer" }, day: { ...text, format: "date" } },
          ["thing"],
        );
        expect(inputs(`在${day}处理物品「${thing}」,一共${times}次`, offered)).toEqual([{ thing, times, day }]);
      }),
    );
  });
});
