import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

// One recipe for every published package: it runs in the package's folder and reads the doors from its export map.
const { exports: doors } = JSON.parse(readFileSync("package.json", "utf8"));
const entry = Object.values<Record<string, string>>(doors).flatMap((door) => door["@qwire/source"] ?? []);

export default defineConfig({
  cwd: process.cwd(),
  entry,
  format: "esm",
  platform: "neutral",
  target: "es2024",
  deps: { neverBundle: [/^node:/, /^#/] },
  dts: { sourcemap: true },
  sourcemap: true,
  failOnWarn: true,
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
});
