import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

// One recipe for every published package: the doors are read from its own export map.
const { exports: doors } = JSON.parse(readFileSync("package.json", "utf8"));
const entry = Object.values<Record<string, string>>(doors).flatMap((door) => door["@qwire/source"] ?? []);

export default defineConfig({
  entry,
  format: "esm",
  platform: "neutral",
  dts: { sourcemap: true },
  sourcemap: true,
  publint: true,
  attw: { profile: "esm-only" },
});
