import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSectionFinder } from "../../src/stream/create-section-finder.ts";
import type { Found } from "../../src/stream/create-section-finder.ts";

/** The sections and the text around them, from a text in pieces. */
function find(pieces: readonly string[]): { sections: string[]; text: string; whole: string } {
  const finder = createSectionFinder();
  const found: Found[] = [...pieces.flatMap((piece) => finder.add(piece)), ...finder.end()];
  return {
    sections: found.flatMap((one) => ("section" in one ? [one.section] : [])),
    text: found.map((one) => ("text" in one ? one.text : "")).join(""),
    whole: found.map((one) => ("text" in one ? one.text : one.raw)).join(""),
  };
}
const piece = fc.constantFrom(
  "<tool_call>",
  "</tool_call>",
  "<tool",
  "_call>",
  "</tool_",
  "<",
  ">",
  "\n",
  "```",
  "`",
  "~~~",
  "    ```",
  "  ```js",
  "x",
  "杭州",
  " ",
  '{"name":"x"}',
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
const cuts = fc.array(fc.nat(), { maxLength: 12 });

function split(whole: string, at: number[]): string[] {
  const places = [...new Set(at.map((place) => place % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => whole.slice(from, places[index] ?? whole.length));
}

describe("createSectionFinder", () => {
  it("finds the same however the text is cut, and loses no character", () => {
    fc.assert(
      fc.property(text, cuts, (whole, at) => {
        const once = find([whole]);
        expect(once.whole).toBe(whole);
        expect(find(split(whole, at))).toEqual(once);
        expect(find(Array.from(whole))).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });
  it.for<[string, string[], string]>([
    ["a<tool_call>b</tool_call>c", ["b"], "ac"],
    ["<tool_call>a</tool_call>\n<tool_call>b</tool_call>", ["a", "b"], "\n"],
    ["<tool_call>never closed", [], "<tool_call>never closed"],
    ["a </tool_call> b", [], "a </tool_call> b"],
    ["```\n<tool_call>a</tool_call>\n```\n<tool_call>b</tool_call>", ["b"], "```\n<tool_call>a</tool_call>\n```\n"],
    ["~~~~\n```\n<tool_call>a</tool_call>\n~~~~\n", [], "~~~~\n```\n<tool_call>a</tool_call>\n~~~~\n"],
    ["```json\n<tool_call>a</tool_call>", [], "```json\n<tool_call>a</tool_call>"],
    ["say ``` <tool_call>a</tool_call>", ["a"], "say ``` "],
    ["<tool_call>```\na\n```</tool_call>", ["```\na\n```"], ""],
    ["<<tool_call>a</tool_call>", ["a"], "<"],
  ])("%j", ([whole, sections, around]) => {
    expect(find([whole])).toMatchObject({ sections, text: around });
  });
  it("shows text at once where no section can begin", () => {
    const finder = createSectionFinder();
    expect(finder.add("Hello <b>world</b> <tool")).toEqual([{ text: "Hello <b>world</b> " }]);
    expect(finder.add("box>")).toEqual([{ text: "<toolbox>" }]);
  });
  it("gives up on a section that does not end, without searching it again and again", () => {
    const finder = createSectionFinder();
    const pieces = ["<tool_call>", ...Array.from({ length: 1100 }, () => "x".repeat(1024))];
    const shown = pieces.flatMap((one) => finder.add(one));
    expect(shown.some((one) => "text" in one && one.text.startsWith("<tool_call>"))).toBe(true);
  });
});
