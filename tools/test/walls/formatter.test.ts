import { afterEach, expect, test } from "vitest";
import { buildHouse } from "./build-house.ts";
import type { House } from "./build-house.ts";

let house: House;
afterEach(() => house.tearDown());

const room = "packages/core/src/room.ts";

test("oxfmt refuses a file that is not formatted, and names it", async () => {
  house = buildHouse({ [room]: `export const a = 'single quotes'\n` });
  const { passed, output } = await house.check("oxfmt", "--check", room);
  expect(passed).toBe(false);
  expect(output).toContain(room);
});

test("oxfmt lets the formatted file pass", async () => {
  house = buildHouse({ [room]: `export const a = "double quotes";\n` });
  expect(await house.check("oxfmt", "--check", room)).toMatchObject({ passed: true });
});
