import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breaches, neighbours } from "./breaches.ts";
import { buildHouse } from "./build-house.ts";

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly filename: string;
}

// One run over all clean rooms and one over all breaches: the linter's start costs more than its work.
const cleanHouse = buildHouse({ ...neighbours, ...Object.fromEntries(breaches.map((one) => [one.room, one.clean])) });
const breachHouse = buildHouse({
  ...neighbours,
  ...Object.fromEntries(breaches.map((one) => [one.breachRoom ?? one.room, one.breach])),
});
let allowed: Finding[];
let refused: Finding[];

beforeAll(async () => {
  const verdicts = [cleanHouse, breachHouse].map((house) => house.check("oxlint", "--format", "json"));
  [allowed, refused] = (await Promise.all(verdicts)).map((verdict) => JSON.parse(verdict.stdout).diagnostics) as [
    Finding[],
    Finding[],
  ];
}, 60_000);
afterAll(() => [cleanHouse, breachHouse].forEach((house) => house.tearDown()));

test("each breach has a room of its own", () => {
  const places = breaches.map((one) => one.breachRoom ?? one.room);
  expect(new Set(places).size).toBe(places.length);
});

describe.each(breaches)("$wall", ({ room, breachRoom, rule, says }) => {
  test("oxlint refuses the breach", () => {
    const found = refused.filter((one) => one.filename === (breachRoom ?? room));
    expect(found.map((one) => one.code)).toEqual([rule]);
    expect(`${found[0]?.message} ${found[0]?.help}`).toContain(says);
  });

  test("oxlint lets the clean room pass", () => {
    expect(allowed.filter((one) => one.filename === room)).toEqual([]);
  });
});
