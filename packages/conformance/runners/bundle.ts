import { join } from "node:path";
import { build } from "esbuild";

/** One file of a runner and all it needs, as one module of text. `alias` puts other modules in the place of some. */
export async function bundle(file: string, alias: Record<string, string> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["@qwire/source"],
    external: ["node:*"],
    alias,
  });
  return outputFiles[0]?.text ?? "";
}
