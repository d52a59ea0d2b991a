import { expect, it } from "vitest";
import { createMemory } from "../../src/emulator/memory.ts";

it("counts a request however many others came between, and forgets what came longest ago", () => {
  const memory = createMemory();
  expect(memory.count(0)).toBe(0);
  for (let other = 1; other < 10_000; other++) expect(memory.count(other)).toBe(0);
  // Full: from here on, what is counted stays and the others go.
  expect(memory.count(0)).toBe(1);
  for (let other = 10_000; other < 19_999; other++) memory.count(other);
  expect(memory.count(0)).toBe(2);
  expect(memory.count(1)).toBe(0);
  memory.clear();
  expect(memory.count(0)).toBe(0);
});
