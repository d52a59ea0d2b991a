import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { gatewayPromises } from "./gateway-promises.ts";

const binaries = join(import.meta.dirname, "../../../../node_modules/.bin");
const source = "--conditions=@qwire/source";
const runtimes = [
  { name: "deno", args: ["run", "--no-check", "--allow-all", source] },
  { name: "bun", args: [source] },
];

describe.each(runtimes)("a gateway, on $name", ({ name, args }) => {
  const binary = join(binaries, name);
  const isHere = existsSync(binary);
  // CI must have it: there a missing one fails at being started.
  it.skipIf(!isHere && process.env["CI"] !== "true")(
    `keeps every promise (skipped where ${name} is not installed)`,
    { timeout: 60_000 },
    async () => {
      const script = join(import.meta.dirname, `gateway-on-${name}.ts`);
      const { stdout } = await promisify(execFile)(binary, [...args, script]);
      const lines = stdout.trim().split("\n");
      expect(lines.map((line) => JSON.parse(line))).toEqual(
        gatewayPromises.map((one) => ({ name: one.name, error: null })),
      );
    },
  );
});
