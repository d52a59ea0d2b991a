import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import type { DialectName } from "../../src/index.ts";
import { chatRequest, chunks, userAsks } from "../support/ask.ts";

const call = (at: number): { call: string; with: object; id: string } => ({
  call: "time",
  with: { at },
  id: `call_${at}`,
});
const emulator = (dialect?: DialectName): ReturnType<typeof createEmulator> =>
  createEmulator({ engine: script([{ then: [call(0), call(1), call(2)] }]), ...(dialect ? { dialect } : {}) });
const deltas = async (model: string, dialect?: DialectName): Promise<unknown[]> =>
  (await chunks(emulator(dialect), userAsks("go", { model }))).flatMap(({ choices }) =>
    choices.flatMap(({ delta }) => delta.tool_calls ?? []),
  );

describe("tool calls are written as wire.md D.3 records them", () => {
  it("qwen3-max of January 2026: id repeated once, then left out; the third call opens with arguments", async () => {
    const all = await deltas("qwen3-max-2026-01-23");
    expect(all.slice(0, 3)).toEqual([
      { id: "call_0", type: "function", function: { name: "time", arguments: "" }, index: 0 },
      { id: "call_0", type: "function", function: { arguments: '{"at":' }, index: 0 },
      { type: "function", function: { arguments: " 0}" }, index: 0 },
    ]);
    expect(all.at(-2)).toEqual({
      id: "call_2",
      type: "function",
      function: { name: "time", arguments: '{"at":' },
      index: 2,
    });
  });

  it("omni: no arguments at first, the id every time, a blank before the arguments", async () => {
    expect((await deltas("qwen3-omni-flash")).slice(0, 2)).toEqual([
      { index: 0, id: "call_0", type: "function", function: { name: "time" } },
      { index: 0, id: "call_0", type: "function", function: { arguments: ' {"at":' } },
    ]);
  });

  it("deepseek: opens with arguments, goes on without id", async () => {
    expect((await deltas("deepseek-v3")).slice(0, 2)).toEqual([
      { index: 0, id: "call_0", type: "function", function: { name: "time", arguments: '{"at":' } },
      { index: 0, type: "function", function: { arguments: " 0}" } },
    ]);
  });

  it.each(["plus-2025", "document"] as const)(
    "%s: opens with arguments, goes on with an empty id and no name",
    async (dialect) => {
      const all = await deltas("qwen-plus", dialect);
      expect(all.slice(0, 3)).toEqual([
        { index: 0, id: "call_0", type: "function", function: { name: "time", arguments: '{"at":' } },
        { index: 0, id: "", type: "function", function: { name: null, arguments: " 0}" } },
        { index: 1, id: "call_1", type: "function", function: { name: "time", arguments: '{"at":' } },
      ]);
    },
  );

  it("any dialect can be asked of any model", async () => {
    expect(await deltas("qwen-plus", "omni")).toEqual(await deltas("qwen3-omni-flash"));
  });
});

it("qwen-turbo answers in one piece with its keys in alphabetical order", async () => {
  const emulated = createEmulator({ engine: () => "hi" });
  const body = (await (await emulated.fetch(chatRequest(userAsks("go", { model: "qwen-turbo" })))).json()) as object;
  expect(Object.keys(body)).toEqual(["choices", "created", "id", "model", "object", "usage"]);
});
