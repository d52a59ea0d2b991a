// Prints how many types the compiler makes for a program with twelve tools, as a user of the published declarations has
// them, and fails above the limit.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const maxInstantiations = 15_000;
const toolCount = 12;

const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const folder = join(packageRoot, "node_modules", ".type-instantiations");
rmSync(folder, { recursive: true, force: true });
for (const name of ["protocol", "core"]) emitDeclarations(name);
symlinkSync(join(packageRoot, "node_modules", "zod"), join(folder, "node_modules", "zod"));

const zodAlone = instantiations("zod-alone.ts", `import * as z from "zod";\nexport const s = ${schema(0)};\n`);
const twelve = instantiations("twelve-tools.ts", program());
console.log(
  `instantiations: ${twelve} for ${toolCount} tools and a loop over their events, of these ${zodAlone} for zod itself`,
);
if (!(twelve <= maxInstantiations)) {
  console.error(`above ${maxInstantiations}`);
  process.exitCode = 1;
}

function program(): string {
  const tools = Array.from(
    { length: toolCount },
    (_, at) => `
const tool${at} = defineTool({
  name: "tool_${at}",
  description: "One of many.",
  input: ${schema(at)},
  run: async ({ name, size${at} }) => ({ told: name, size${at} }),
});`,
  );
  const names = tools.map((_, at) => `tool${at}`).join(", ");
  const looks = tools.map((_, at) => `    if (event.name === "tool_${at}") void event.output.size${at};`);
  return `import * as z from "zod";
import { createClient, defineTool } from "@qwire/core";
${tools.join("\n")}
const client = createClient({ baseURL: "http://a.test", apiKey: "", transport: () => Promise.reject() });
const run = client.chat.completions.run({ model: "qwen-plus", messages: [] }, { tools: [${names}] });
for await (const event of run) {
  if (event.type === "text-delta") void event.delta;
  if (event.type === "tool-result") {
${looks.join("\n")}
  }
}
export const { text } = await run.result();
`;
}

function schema(at: number): string {
  return `z.object({ name: z.string(), size${at}: z.number().optional(), tags: z.array(z.enum(["a", "b"])) })`;
}

/** The package as it is published: declarations and a manifest, no sources. */
function emitDeclarations(name: string): void {
  const packages = join(packageRoot, "..");
  const to = join(folder, "node_modules", "@qwire", name);
  mkdirSync(to, { recursive: true });
  const flags = ["--noEmit", "false", "--emitDeclarationOnly", "--rootDir", packages, "--outDir", join(to, "dist")];
  tsc("-p", join(packages, name), ...flags);
  const exports = { ".": { types: `./dist/${name}/src/index.d.ts` } };
  writeFileSync(join(to, "package.json"), JSON.stringify({ name: `@qwire/${name}`, type: "module", exports }));
}

function instantiations(file: string, source: string): number {
  writeFileSync(join(folder, file), source);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2024", "--module", "nodenext"];
  const report = tsc("--ignoreConfig", ...flags, "--extendedDiagnostics", join(folder, file));
  return Number(/Instantiations:\s*(\d+)/.exec(report)?.[1] ?? Number.NaN);
}

function tsc(...flags: string[]): string {
  return execFileSync(join(packageRoot, "..", "..", "node_modules", ".bin", "tsc"), flags, { encoding: "utf8" });
}
