import { existsSync } from "node:fs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

type Machine = { environment: Record<string, string | undefined>; exists(path: string): boolean };

const thisMachine: Machine = { environment: process.env, exists: existsSync };

/**
 * Where Chromium is: QWIRE_CHROMIUM, or one of the usual places. `null`: nowhere, and the tests are skipped.
 *
 * @throws Error where CI is true, because there a missing browser is a failure, and where QWIRE_CHROMIUM names none
 */
export function findChromium({ environment, exists }: Machine = thisMachine): string | null {
  const named = environment["QWIRE_CHROMIUM"];
  if (named !== undefined && !exists(named)) throw new Error(`QWIRE_CHROMIUM names no file: ${named}`);
  const found = named ?? usual.find(exists);
  if (found !== undefined) return found;
  const sentence = "There is no Chromium: install it (apt-get install chromium), or name one in QWIRE_CHROMIUM.";
  if (environment["CI"] === "true") throw new Error(sentence);
  console.warn(`${sentence} The browser tests are skipped.`);
  return null;
}
