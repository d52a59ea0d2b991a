import { existsSync } from "node:fs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Where Chromium is: QWIRE_CHROMIUM, or one of the usual places. `null`: nowhere, and the tests are skipped.
 *
 * @throws Error where CI is true: there a missing browser is a failure
 */
export function findChromium(): string | null {
  const named = process.env["QWIRE_CHROMIUM"];
  const found = named === undefined ? usual.find((path) => existsSync(path)) : named;
  if (found !== undefined) return found;
  const sentence = "There is no Chromium: install it (apt-get install chromium), or name one in QWIRE_CHROMIUM.";
  if (process.env["CI"] === "true") throw new Error(sentence);
  console.warn(`${sentence} The browser tests are skipped.`);
  return null;
}
