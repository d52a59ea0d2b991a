import { build } from "esbuild";
import { join } from "node:path";
import { scratch, writeWhole } from "../workload/scratch.ts";

/** Puts a checkout's client and transports into one file; undici stays the package it is. */
export async function buildAdapters(checkout: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: doors, resolveDir: join(checkout, "packages/qwire") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2024",
    external: ["undici"],
    conditions: ["@qwire/source"],
    absWorkingDir: checkout,
  });
  const { contents = new Uint8Array(), hash = "" } = outputFiles[0] ?? {};
  const file = scratch(`adapters/${hash.replaceAll(/\W/g, "-")}.js`);
  writeWhole(file, contents);
  return file;
}

const doors = `
export { createClient } from "@qwire/core";
export { fetchTransport } from "@qwire/adapters/fetch";
export { nodeTransport } from "@qwire/adapters/node";
`;
