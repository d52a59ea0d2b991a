// Every snippet of the documentation is type-checked; those fenced `ts run` are executed, against an emulator on a port.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import type { Listening } from "@qwire/server/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSnippets, snippetsOf } from "../../../../tools/read-snippets.ts";

const run = promisify(execFile);
const packageRoot = join(import.meta.dirname, "../..");
const folder = join(packageRoot, ".docs");
const snippets = readSnippets().map((snippet, at) => ({ ...snippet, file: `snippet-${at}.ts` }));

let server: Listening;

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of snippets) writeFileSync(join(folder, file), code);
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
  const config = { extends: "../../../tsconfig.test.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  server = await listen(createEmulator());
});
afterAll(() => server.close());

describe("the documentation's snippets", () => {
  it("are found, with the base of their page and the block they go on from", () => {
    const page =
      "```ts base\nconst a = 1;\n```\n\n```ts run\nimport b from 'b';\nb(a);\n```\n```ts\n// continued\nb(2);\n```\n";
    expect(snippetsOf("x.md", page).map(({ place, isRun }) => [place, isRun])).toEqual([
      ["x.md:1", false],
      ["x.md:5", true],
      ["x.md:9", false],
    ]);
    expect(snippetsOf("x.md", page).at(-1)?.code).toMatch(
      /^import b from 'b';\nconst a = 1;\n[\s\S]*b\(a\);\n[\s\S]*b\(2\);/,
    );
    expect(snippets.length).toBeGreaterThan(40);
  });

  it("compile", async () => {
    const tsc = join(packageRoot, "../../node_modules/.bin/tsc");
    const { stdout } = await run(tsc, ["-p", folder]).catch((error: { stdout: string }) => error);
    const told = stdout.replaceAll(/\S*snippet-(\d+)\.ts/g, (name, at) => snippets[Number(at)]?.place ?? name);
    expect(told).toBe("");
  }, 60_000);

  describe.concurrent("fenced ts run", () => {
    it.for(snippets.filter(({ isRun }) => isRun))("$place runs", async ({ file, prints }, { expect: expectThat }) => {
      const env = { ...process.env, DASHSCOPE_BASE_URL: server.url, DASHSCOPE_API_KEY: "sk-docs", NO_COLOR: "1" };
      const { stdout, stderr } = await run(process.execPath, ["--conditions=@qwire/source", join(folder, file)], {
        env,
      });
      expectThat(stderr).not.toMatch(/Error|Warning/);
      if (prints) expectThat(stdout).not.toBe("");
      expectThat(stdout).not.toMatch(/undefined|\[object/);
    });
  });
});
