import { join } from "node:path";
import { expect, test } from "vitest";
import { readPublished } from "../../release/rehearsal/publish.ts";
import { checkUses } from "../../release/rehearsal/uses.ts";

const packages = readPublished(join(import.meta.dirname, "../.."));

test("every door of every package has a rehearsal", () => {
  expect(packages.length).toBeGreaterThan(4);
  checkUses(packages);
});

test("a door that nobody tries is refused with what to add", () => {
  const added = { name: "@qwire/new", version: "0.1.0", folder: "", doors: ["@qwire/new/node"] };
  expect(() => checkUses([...packages, added])).toThrow(
    "@qwire/new/node has no rehearsal: add a row for it in release/rehearsal/uses.ts and release/uses/new-node.ts, which uses it.",
  );
});

test("a rehearsal of a door that is gone is refused", () => {
  expect(() => checkUses(packages.filter(({ name }) => name !== "qwire"))).toThrow(
    /qwire is rehearsed and not published: [^]*release\/uses\/qwire\.ts belongs to no door/,
  );
});
