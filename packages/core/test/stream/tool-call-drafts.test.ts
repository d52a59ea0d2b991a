import type { ToolCallDelta } from "@qwire/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReplyEvent, ToolCallEvent } from "../../src/events.ts";
import { createToolCallDrafts } from "../../src/stream/tool-call-drafts.ts";
import type { ToolCallDrafts } from "../../src/stream/tool-call-drafts.ts";

const drafts = () => createToolCallDrafts({ choice: 0, madeId: () => "call_x" });
const piece = (index: number | null, id: string | null, name: string | null, args: string | null): ToolCallDelta => ({
  index,
  id,
  function: { name, arguments: args },
});
const told = (pieces: ToolCallDelta[]) => {
  const made = drafts();
  for (const one of pieces) made.add(one, 0, null);
  return ends(made).map(({ toolCallId, name, arguments: args, state }) => [toolCallId, name, args, state]);
};
const ends = (made: ToolCallDrafts): ToolCallEvent[] => {
  const events: ReplyEvent[] = [];
  made.end("stop", (event) => events.push(event));
  return events.filter((event) => event.type === "tool-call");
};

/** Pieces whose text names the id they came under; "." where they came without one. */
const anyPiece = fc
  .record({
    index: fc.constantFrom(null, 0, 1, 2),
    id: fc.constantFrom("a", "b", "c", "", null),
    name: fc.constantFrom("x", "y", "", null),
    length: fc.nat(3),
  })
  .map(({ index, id, name, length }) => piece(index, id, name, (id || ".").repeat(length)));

describe("createToolCallDrafts", () => {
  it("never merges two ids and never loses a byte", () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 20 }), (pieces) => {
        const calls = told(pieces).map(([, , text]) => text ?? "");
        for (const text of calls) expect(new Set(text.replaceAll(".", "")).size).toBeLessThanOrEqual(1);
        const letters = (texts: Array<string | null | undefined>) => texts.join("").split("").sort().join("");
        expect(letters(calls)).toBe(letters(pieces.map((one) => one.function?.arguments)));
      }),
      { numRuns: 2000 },
    );
  });
  it("gives every call an id of its own, and tells it from start to end", () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 20 }), (pieces) => {
        const made = drafts();
        const events: ReplyEvent[] = [];
        pieces.forEach((one, at) => made.add(one, at, (event) => events.push(event)));
        const ended = ends(made);
        const ids = ended.map(({ toolCallId }) => toolCallId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(made.calls().map(({ id }) => id)).toEqual(ids);
        for (const { toolCallId, name, arguments: args } of ended) {
          const own = events.filter((event) => "toolCallId" in event && event.toolCallId === toolCallId);
          expect(own.filter(({ type }) => type === "tool-call-start")).toHaveLength(name === "" ? 0 : 1);
          const deltas = own.flatMap((event) => (event.type === "tool-call-delta" ? [event.delta] : []));
          expect(deltas.join("")).toBe(name === "" ? "" : args);
        }
      }),
      { numRuns: 1000 },
    );
  });
  it("keeps pieces of one id together, wherever they come", () => {
    expect(
      told([piece(0, "a", "x", '{"n":'), piece(1, "b", "y", "{"), piece(1, "a", null, "1}"), piece(0, "b", null, "}")]),
    ).toEqual([
      ["a", "x", '{"n":1}', "complete"],
      ["b", "y", "{}", "complete"],
    ]);
  });
  it("takes an id that comes late, unless the call before it is whole already", () => {
    expect(told([piece(0, "", "x", '{"n":'), piece(0, "a", null, "1}")])).toEqual([
      ["call_x_0", "x", '{"n":1}', "complete"],
    ]);
    expect(told([piece(0, "", "", '{"n":'), piece(0, "a", "x", "1}")])).toEqual([["a", "x", '{"n":1}', "complete"]]);
    expect(told([piece(0, "", "x", "{}"), piece(0, "a", "x", ""), piece(0, "", "", '{"n":1}')])).toEqual([
      ["call_x_0", "x", "{}", "complete"],
      ["a", "x", '{"n":1}', "complete"],
    ]);
  });
  it("opens a call for a new name, or a second whole object, without ids", () => {
    expect(told([piece(0, "", "x", "{}"), piece(0, "", "y", "{}"), piece(0, "", "y", '{"n":1}')])).toEqual([
      ["call_x_0", "x", "{}", "complete"],
      ["call_x_1", "y", "{}", "complete"],
      ["call_x_2", "y", '{"n":1}', "complete"],
    ]);
  });
  it("takes a finished call that is sent once more as the same", () => {
    expect(told([piece(0, "a", "x", '{"n":1}'), piece(0, "a", "x", '{"n":1}')])).toEqual([
      ["a", "x", '{"n":1}', "complete"],
    ]);
  });
  it("never joins names", () => {
    expect(told([piece(0, "a", "x", "{"), piece(0, "a", "x", "}")])).toEqual([["a", "x", "{}", "complete"]]);
  });
});
