import { globSync, readFileSync, writeFileSync } from "node:fs";
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
  // Maps of declarations would lead to sources that are not published; those of code hold their sources.
  dts: { sourcemap: false },
  sourcemap: true,
  hooks: { "build:done": forgetDeclarationMaps },
  failOnWarn: true,
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
});

/** The bundler names a map in declarations that were written without one. */
function forgetDeclarationMaps(): void {
  for (const file of globSync("dist/**/*.d.ts")) {
    const text = readFileSync(file, "utf8");
    const told = text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
    if (told !== text) writeFileSync(file, told);
  }
}
