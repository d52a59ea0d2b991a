import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snippetsOf } from "../../tools/read-snippets.ts";
import { cleanFolder } from "./runtimes.ts";
import type { Runtime } from "./runtimes.ts";
import type { Ground } from "./use-packages.ts";

/** What a reader has got out of a page. */
export type Followed = { installs: number; programs: number; tests: number };

/**
 * Does what a README says, as somebody would who has nothing else: installs with its `npm install` lines, runs its blocks fenced
 * `ts run`, and puts those fenced `ts test` before vitest.
 *
 * @param page the file as it was published
 * @param runtimes Nodes; the first one installs and runs, all of them test
 * @throws Error when a block fails, prints nothing, or there is none to follow
 */
export async function followReadme(page: string, runtimes: readonly Runtime[], ground: Ground): Promise<Followed> {
  const [runtime] = runtimes;
  if (runtime === undefined) throw new Error("There is no runtime to follow a README with.");
  const text = readFileSync(page, "utf8");
  const folder = cleanFolder(ground.folder, ground.registry);
  const installs = [...text.matchAll(/^npm install (.+)$/gm)].map(([, words = ""]) =>
    words
      .replace(/\s+#.*/, "")
      .split(/\s+/)
      .map(ground.pinned),
  );
  for (const words of installs) await runtime.install(folder, words);

  const snippets = snippetsOf(page, text);
  const programs = snippets.filter(({ isRun }) => isRun);
  for (const [at, { code, place }] of programs.entries()) {
    writeFileSync(join(folder, `block-${at}.ts`), code);
    const printed = await runtime.run(folder, [`block-${at}.ts`], ground.env);
    if (printed.trim() === "") throw new Error(`${place} printed nothing.`);
  }
  const tests = snippets.filter(({ isTest }) => isTest);
  for (const [at, { code }] of tests.entries()) writeFileSync(join(folder, `block-${at}.test.ts`), code);
  if (tests.length > 0) {
    for (const one of runtimes) await one.run(folder, ["node_modules/vitest/vitest.mjs", "run"], ground.env);
  }
  if (installs.length === 0 || programs.length === 0) {
    throw new Error(`${page} needs a line \`npm install …\` and a block fenced \`ts run\`: a start to copy and paste.`);
  }
  return { installs: installs.length, programs: programs.length, tests: tests.length };
}
