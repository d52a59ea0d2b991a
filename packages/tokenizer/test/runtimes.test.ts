import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { loadTokenizer } from "../src/index.ts";

const binaries = join(import.meta.dirname, "../../../node_modules/.bin");
const source = "--conditions=@qwire/source";
const runtimes = [
  // With no permission at all: nothing is read from a disk or a network but modules.
  { name: "deno", args: ["run", "--no-check", "--no-prompt", source] },
  { name: "bun", args: [source] },
];

describe.each(runtimes)("on $name", ({ name, args }) => {
  const binary = join(binaries, name);
  const isHere = existsSync(binary);
  // CI must have it: there a missing one fails at being started.
  it.skipIf(!isHere && process.env["CI"] !== "true")(
    `the ids are the same (skipped where ${name} is not installed)`,
    async () => {
      const script = join(import.meta.dirname, "count-anywhere.ts");
      const { stdout } = await promisify(execFile)(binary, [...args, script]);
      const { ids, isBack } = JSON.parse(stdout) as { ids: number[]; isBack: boolean };
      const tokenizer = await loadTokenizer();
      expect(isBack).toBe(true);
      expect(ids).toEqual(tokenizer.encode(tokenizer.decode(ids)));
      expect(ids.slice(0, 2)).toEqual([108_386, 103_924]);
    },
  );
});
