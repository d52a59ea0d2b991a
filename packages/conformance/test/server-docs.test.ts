// What the emulator's README and guide say beside what test/docs checks of every page.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { faultWords } from "@qwire/server";

const root = join(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const samples = (text: string): string[] =>
  [...text.matchAll(/```ts(?: run| test)?\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
const readme = read("packages/server/README.md");
const [firstTest = ""] = samples(readme);
const guide = read("docs/test-without-a-key.md");

/** In a process of its own, where `@qwire/*`, `msw` and `openai` are to be found. */
async function run(code: string): Promise<string> {
  const flags = ["--conditions=@qwire/source", "--input-type=module-typescript", "--eval", code];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: join(root, "packages/conformance") });
  return stdout;
}

describe("packages/server/README.md", () => {
  it("begins with a test that stands beside this one", () => {
    const file = read("packages/conformance/test/first-test.test.ts");
    expect(file.slice(file.indexOf("\n") + 1)).toBe(firstTest);
  });

  it("names what the package exports, and no option of the command that is not there", async () => {
    const index = read("packages/server/src/index.ts");
    const values = [...index.matchAll(/export \{ (.*?) \}/g)].flatMap(([, names = ""]) => names.split(", "));
    for (const name of values) expect(readme).toContain(`\`${name}`);
    const help = await promisify(execFile)(process.execPath, [
      "--conditions=@qwire/source",
      join(root, "packages/server/src/cli.ts"),
      "--help",
    ]);
    for (const [option] of `${readme}${guide}`.matchAll(/(?<=(?:emulator|server) .*)--[a-z-]+/g))
      expect(help.stdout).toContain(option);
    for (const word of Object.keys(faultWords)) expect(help.stdout).toContain(word);
  });
});

describe("docs/test-without-a-key.md", () => {
  const said = samples(guide).flatMap((code) => {
    const words = /console\.log\(.*\); \/\/ (.*)$/m.exec(code)?.[1];
    return words === undefined ? [] : [{ code, words }];
  });

  it.each(said)("prints $words", async ({ code, words }) => {
    expect((await run(code)).trim()).toBe(words);
  });
});
