import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsdown";

/** The part of a manifest that names the doors. */
type Manifest = { name: string; exports: Record<string, { "@qwire/source": string }> };

/**
 * What a package promises, as one text: the declarations behind each of its doors, bundled as they are published, without
 * comments, so that a change of the promise shows in a diff and a change of words does not.
 *
 * @param packageRoot the package's folder
 */
export async function apiReport(packageRoot: string): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as Manifest;
  const parts = [
    `What ${manifest.name} promises, door by door. Made by \`pnpm generate\`; a change of it needs a changeset.\n`,
  ];
  for (const [door, { "@qwire/source": file }] of Object.entries(manifest.exports)) {
    parts.push(`==== ${join(manifest.name, door)}\n\n${withoutComments(await declarationsOf(packageRoot, file))}`);
  }
  return parts.join("\n");
}

async function declarationsOf(packageRoot: string, file: string): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "qwire-api-"));
  try {
    await build({
      config: false,
      cwd: packageRoot,
      entry: { door: file },
      format: "esm",
      platform: "neutral",
      outDir,
      dts: { emitDtsOnly: true, sourcemap: false },
      deps: { neverBundle: [/^node:/] },
      logLevel: "silent",
      publint: false,
      attw: false,
    });
    return readFileSync(join(outDir, "door.d.ts"), "utf8");
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

function withoutComments(declarations: string): string {
  return declarations.replaceAll(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, "").replaceAll(/^\/\/# sourceMappingURL.*\n?/gm, "");
}
