import { build } from "esbuild";
import { join } from "node:path";

/** The checkout this folder stands in. */
export const root: string = join(import.meta.dirname, "../../..");
/** Where the bundle of our own sources is put. */
export const bundleFile: string = join(root, "bench/.build/qwire.js");

/**
 * Puts the sources of a checkout into one JavaScript file, as a published build would be, so that a run measures one
 * state of them from its first round to its last even when somebody works on them meanwhile.
 */
export async function buildQwire(checkout: string): Promise<void> {
  await build({
    stdin: { contents: doors, resolveDir: join(checkout, "packages/qwire") },
    outfile: bundleFile,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2024",
    conditions: ["@qwire/source"],
    absWorkingDir: checkout,
  });
}

const doors = `
export { createClient, defineTool } from "@qwire/core";
export { fetchTransport } from "@qwire/adapters/fetch";
`;
