import { build } from "esbuild";
import { join } from "node:path";
import { scratch, writeWhole } from "../workload/scratch.ts";
import { useBundle } from "./bundle-file.ts";

/**
 * Puts the sources of a checkout into one JavaScript file, as a published build would be, so that a run measures one
 * state of them from its first round to its last even when somebody works on them meanwhile. The file is named after
 * its content: runs side by side do not disturb each other.
 */
export async function buildQwire(checkout: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: doors, resolveDir: join(checkout, "packages/qwire") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2024",
    conditions: ["@qwire/source"],
    absWorkingDir: checkout,
  });
  const { contents = new Uint8Array(), hash = "" } = outputFiles[0] ?? {};
  const file = scratch(`qwire/${hash.replaceAll(/\W/g, "-")}.js`);
  writeWhole(file, contents);
  useBundle(file);
}

const doors = `
export { createClient, defineTool } from "@qwire/core";
export { createPartialJson } from "@qwire/core/partial-json";
export { fetchTransport } from "@qwire/adapters/fetch";
`;
