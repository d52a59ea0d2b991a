import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import { createRandom, hashHex, hashNumber, hashText, randomHex, randomUuid } from "../../src/emulator/random.ts";

it("makes ids of the service's form that follow from the seed", () => {
  assert(
    property(string(), string(), (seed, other) => {
      const uuid = randomUuid(createRandom(seed));
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-9[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(randomUuid(createRandom(seed))).toBe(uuid);
      expect(randomUuid(createRandom(other)) === uuid).toBe(other === seed);
      expect(randomHex(createRandom(seed), 22)).toMatch(/^[0-9a-f]{22}$/);
    }),
  );
});

it("names a text in digits and as a number, and another text otherwise", () => {
  assert(
    property(string(), string(), (one, other) => {
      const hash = hashText(one);
      expect(hashHex(hash)).toMatch(/^[0-9a-f]{32}$/);
      expect(Number.isSafeInteger(hashNumber(hash))).toBe(true);
      for (const name of [hashHex, hashNumber]) expect(name(hashText(other)) === name(hash)).toBe(other === one);
      expect(hashHex(hashText(other, hash)) === hashHex(hashText(other, hashText(other)))).toBe(one === other);
    }),
  );
});
