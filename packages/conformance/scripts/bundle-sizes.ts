// Prints what a page loads that talks to a model, and fails when a line is above its limit. The limits stand a little above what was
// reached (docs/speed.md), so that growth is somebody's decision; `bench` has the same programs beside other clients'.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Metafile } from "esbuild";

type Page = {
  name: string;
  code: string;
  /** What it loads at once beside the entry, although by `import()`. */
  demands: string[];
  /** In units of 1,000 bytes, gzipped file by file. */
  maxKb: number;
};

const core = "../core/src";
const client = `
import { createClient, defineTool } from "@qwire/core";
import { fetchTransport } from "@qwire/adapters/fetch";
const { completions } = createClient({ baseURL: "https://qwen.test/v1", apiKey: "", transport: fetchTransport() }).chat;
const asked = { model: "qwen-plus", messages: [] };`;

const pages: Page[] = [
  {
    name: "reader: decode, check, fold",
    code: `
export { createSseDecoder } from "${core}/stream/create-sse-decoder.ts";
export { readEvent } from "${core}/stream/read-event.ts";
export { createCompletionDraft } from "${core}/stream/completion-draft.ts";`,
    demands: [],
    maxKb: 9,
  },
  {
    name: "createClient with fetchTransport, stream()",
    code: `${client} for await (const text of completions.stream(asked).text()) console.log(text);`,
    demands: [],
    maxKb: 25.5,
  },
  {
    name: "the same with run() and defineTool",
    code: `${client}
const tools = [defineTool({ name: "now", description: "", run: () => "12:00" })];
for await (const event of completions.run(asked, { tools })) console.log(event);`,
    demands: ["core/src/run/start-run.ts"],
    maxKb: 33.5,
  },
];

const root = join(import.meta.dirname, "..");
const sizes = await Promise.all(pages.map(async (page) => ({ ...page, kb: await gzipKb(page) })));
console.log("| page | gzip kB | limit |\n|---|--:|--:|");
for (const { name, kb, maxKb } of sizes) console.log(`| ${name} | ${kb.toFixed(1)} | ${maxKb} |`);

const tooLarge = sizes.filter(({ kb, maxKb }) => kb > maxKb);
for (const { name, kb, maxKb } of tooLarge) console.error(`${name}: ${kb.toFixed(2)} kB is above ${maxKb} kB`);
process.exitCode = tooLarge.length > 0 ? 1 : 0;

async function gzipKb({ code, demands }: Page): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    outdir: join(root, "bundle"),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    metafile: true,
    platform: "browser",
    target: "es2024",
    conditions: ["@qwire/source"],
    write: false,
  });
  const loaded = loadedBy(metafile, demands);
  const files = outputFiles.filter(({ path }) => [...loaded].some((name) => path.endsWith(name)));
  return files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000;
}

/** The entry, what it demands, and what these import by statement. */
function loadedBy({ outputs }: Metafile, demands: readonly string[]): Set<string> {
  const loaded = new Set<string>();
  const follow = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement") follow(path);
  };
  for (const [file, { entryPoint = "" }] of Object.entries(outputs)) {
    if (entryPoint === "<stdin>" || demands.some((demanded) => entryPoint.endsWith(demanded))) follow(file);
  }
  return loaded;
}
