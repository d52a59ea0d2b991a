import { expect, it } from "vitest";
import { findChromium } from "./browser/find-chromium.ts";

const nowhere = (): boolean => false;

it("a browser is the one that is named, or one in a usual place", () => {
  const environment = { QWIRE_CHROMIUM: "/opt/chrome" };
  expect(findChromium({ environment, exists: () => true })).toBe("/opt/chrome");
  expect(findChromium({ environment: {}, exists: (path) => path === "/usr/bin/chromium" })).toBe("/usr/bin/chromium");
  expect(() => findChromium({ environment, exists: nowhere })).toThrow("QWIRE_CHROMIUM names no file: /opt/chrome");
});

it("a missing one is a reason to skip, but a failure in CI", () => {
  expect(findChromium({ environment: {}, exists: nowhere })).toBeNull();
  expect(() => findChromium({ environment: { CI: "true" }, exists: nowhere })).toThrow("apt-get install chromium");
});
