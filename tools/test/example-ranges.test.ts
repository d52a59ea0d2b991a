import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleManifests, rangeOf, withRange } from "../example-ranges.ts";

const manifests = exampleManifests(join(import.meta.dirname, "../.."));

test("there are projects that ask for packages of ours", () => {
  expect(manifests.filter(({ text }) => text.includes('"qwire": ')).length).toBeGreaterThan(5);
});

// If this fails, a version was changed by hand: `node tools/write-example-ranges.ts`.
test.each(manifests)("$file asks for the version it lies beside", ({ text, wanted }) => {
  expect(text).toBe(wanted);
});

test("an example follows a release", () => {
  expect(["0.1.4", "2.3.0", "0.2.0-next.1"].map(rangeOf)).toEqual(["^0.1.0", "^2.3.0", "0.2.0-next.1"]);
  const before = '{ "dependencies": { "@qwire/core": "^0.1.0", "qwire": "^0.1.0", "vite": "8.3.8" } }';
  const after = '{ "dependencies": { "@qwire/core": "^0.2.0", "qwire": "^0.2.0", "vite": "8.3.8" } }';
  expect(withRange(before, "^0.2.0")).toBe(after);
});
