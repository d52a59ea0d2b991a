import { describe, expect, it } from "vitest";
import { findModel } from "../../src/models/find-model.ts";
import { modelCatalogue } from "../../src/models/model-catalogue.ts";
import { neutralProfile } from "../../src/models/model-profile.ts";

const listed = (year: "2024" | "2025"): string[] =>
  Object.entries(modelCatalogue).flatMap(([id, { documents }]) => (documents.includes(year) ? [id] : []));

// The lists as the documents print them.
const list2024 =
  "qwen-long qwen-max qwen-max-0428 qwen-max-0403 qwen-max-0107 qwen-max-longcontext qwen-plus qwen-plus-0806 qwen-plus-0723 qwen-plus-0624 qwen-plus-0206 qwen-turbo qwen-turbo-0624 qwen-turbo-0206 qwen2-57b-a14b-instruct qwen2-72b-instruct qwen2-7b-instruct qwen2-1.5b-instruct qwen2-0.5b-instruct qwen1.5-110b-chat qwen1.5-72b-chat qwen1.5-32b-chat qwen1.5-14b-chat qwen1.5-7b-chat qwen1.5-1.8b-chat qwen1.5-0.5b-chat codeqwen1.5-7b-chat qwen-72b-chat qwen-14b-chat qwen-7b-chat qwen-1.8b-longcontext-chat qwen-1.8b-chat qwen2-math-72b-instruct qwen2-math-7b-instruct qwen2-math-1.5b-instruct";
const list2025 =
  "qwen-max qwen-max-latest qwen-max-2025-01-25 qwen-plus qwen-plus-latest qwen-plus-2025-04-28 qwen-plus-2025-01-25 qwen-turbo qwen-turbo-latest qwen-turbo-2025-04-28 qwen-turbo-2024-11-01 qwq-32b qwen3-235b-a22b qwen3-32b qwen3-30b-a3b qwen3-14b qwen3-8b qwen3-4b qwen3-1.7b qwen3-0.6b qwen2.5-14b-instruct-1m qwen2.5-7b-instruct-1m qwen2.5-72b-instruct qwen2.5-32b-instruct qwen2.5-14b-instruct qwen2.5-7b-instruct qwen2-72b-instruct qwen2-7b-instruct qwen1.5-110b-chat qwen1.5-72b-chat qwen1.5-32b-chat qwen1.5-14b-chat qwen1.5-7b-chat";

describe("modelCatalogue", () => {
  it("lists every model of the 2024 document, and no other, as such", () => {
    expect(listed("2024").toSorted()).toEqual(list2024.split(" ").toSorted());
  });

  it("lists every model of the 2025 document, and no other, as such", () => {
    expect(listed("2025").toSorted()).toEqual(list2025.split(" ").toSorted());
  });

  it("knows the tools of the 2025 document", () => {
    for (const id of ["qwen-turbo", "qwen-plus", "qwen-max"] as const) expect(modelCatalogue[id].tools).toBe(true);
  });

  it.each(Object.entries(modelCatalogue))("has a row for %s that is sound in itself", (_, row) => {
    if (row.thinking !== "optional") expect(row.thinksByDefault).toBeNull();
    if (row.streamOnly === "while-thinking") expect(row.thinking).toBe("optional");
    if (row.outputTokens !== null && row.contextTokens !== null) {
      expect(row.outputTokens).toBeLessThanOrEqual(row.contextTokens);
    }
  });
});

describe("findModel", () => {
  it.each([
    ["qwen-plus-2027-01-01", "qwen-plus"],
    ["qwen-max-0919", "qwen-max"],
    ["qwen3.7-plus-latest", "qwen3.7-plus"],
    ["qwen3-max-2026-09-09", "qwen3-max"],
    ["qwen3.8-flash-preview", "qwen3.8-flash"],
  ])("gives the new snapshot %s the profile of %s, which no document lists", (snapshot, family) => {
    expect(findModel(snapshot)).toEqual({ ...findModel(family), documents: [] });
  });

  it.each(["my-finetune", "Qwen/Qwen3-8B", "QWEN-PLUS", "constructor", "__proto__", "toString", ""])(
    "is certain of nothing about %j",
    (id) => {
      expect(findModel(id)).toEqual({ ...neutralProfile, family: id });
    },
  );

  it.each([
    ["qwq-72b", { thinking: "always", streamOnly: "always" }],
    ["qvq-72b-preview", { thinking: "always", streamOnly: "always" }],
    ["qwen9-1b-thinking-2707", { thinking: "always", streamOnly: null }],
    ["qwen9-1b-instruct-2707", { thinking: "never" }],
    ["qwen9-omni-flash", { streamOnly: "always", hearing: true }],
  ])("reads what the name %s says", (id, flags) => {
    expect(findModel(id)).toMatchObject(flags);
  });

  it("lets the caller know better, flag by flag", () => {
    const models = (id: string) => (id === "qwen-plus" ? { search: false } : undefined);
    expect(findModel("qwen-plus", models)).toEqual({ ...findModel("qwen-plus"), search: false });
    expect(findModel("qwen-max", models)).toEqual(findModel("qwen-max"));
  });
});
