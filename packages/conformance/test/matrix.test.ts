import { describe, expect, it } from "vitest";
import { judgeColumns, keptByNobody } from "../src/matrix/judge-columns.ts";
import { matrixPage, matrixText } from "../src/matrix/matrix-page.ts";
import { trialsOf } from "../src/run-runtime.ts";
import type { Outcome } from "../src/run-runtime.ts";

const outcome = (name: string, rest: Partial<Outcome> = {}): Outcome => ({
  suite: "server",
  carrier: "listen",
  error: null,
  excuse: null,
  name,
  ...rest,
});

describe("judgeColumns", () => {
  it("has nothing to say where all is kept, or excused in one place", () => {
    const columns = [
      { runtime: "A", outcomes: [outcome("one")] },
      { runtime: "B", outcomes: [outcome("one", { excuse: "no sockets" })] },
    ];
    expect(judgeColumns(columns)).toEqual([]);
  });
  it("names what is broken, what was not tried, and what nobody keeps", () => {
    const columns = [
      { runtime: "A", outcomes: [outcome("one", { error: "boom" }), outcome("two", { excuse: "cannot" })] },
      { runtime: "B", outcomes: [outcome("one")] },
    ];
    expect(judgeColumns(columns)).toEqual(['A, listen: "one" is not kept.\nboom', 'B has not tried "server: two".']);
    expect(keptByNobody(columns)).toEqual(['Nobody keeps "server: two".']);
  });
});

describe("the matrix", () => {
  const columns = [
    {
      runtime: "A",
      outcomes: [outcome("a|b"), outcome("two", { carrier: "other", excuse: "why not" }), outcome("two")],
    },
    { runtime: "B", outcomes: [outcome("a|b", { excuse: "why not" }), outcome("two", { error: "boom" })] },
  ];
  it("tells each cell, with its reasons in words below", () => {
    const page = matrixPage([...columns, { runtime: "C", outcomes: [] }]);
    expect(page).toContain("| a\\|b | ✓ | no [1] | NOT TRIED |");
    expect(page).toContain("| two | ✓ listen [1] | BROKEN | NOT TRIED |");
    expect(page).toContain("## Why not\n\n1. why not\n");
    expect(page).toContain("| A |  | listen; other |  |\n");
  });
  it("fits a terminal", () => {
    expect(matrixText(columns).split("\n")).toEqual([
      "     A             B",
      "a|b  ✓             no [1]",
      "two  ✓ listen [1]  BROKEN",
      "",
      "[1] why not",
    ]);
  });
});

describe("trialsOf", () => {
  const chats = { carries: { open: () => Promise.reject(new Error("there is none")) } };
  const broken = "close>3: one typed error";
  const run = (cannot = {}) =>
    trialsOf({ chats: { none: { ...chats, cannot } } })
      .find(({ name }) => name === broken)
      ?.run();

  it("tells why a promise is not kept", async () => {
    expect(await run()).toMatchObject({ suite: "chat", carrier: "none", excuse: null });
    expect((await run())?.error).toContain("there is none");
  });
  it("takes an excuse for what is not kept", async () => {
    expect(await run({ [broken]: "no network" })).toMatchObject({ excuse: "no network", error: null });
  });
  it("refuses an excuse for what is kept", async () => {
    const [trial] = trialsOf({
      servers: { function: { carries: null, cannot: { answers: "cannot" } } },
    });
    expect(await trial?.run()).toMatchObject({ name: "answers", error: "It is kept: take the excuse away." });
  });
});
