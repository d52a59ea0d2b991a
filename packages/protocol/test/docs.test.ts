import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parameterNames } from "../src/chat-request/chat-request.ts";
import { errorDocs } from "../scripts/error-docs.ts";
import { modelDocs } from "../scripts/model-docs.ts";
import { readmeWith } from "../scripts/readme-with.ts";
import { ruleDocs } from "../scripts/rule-docs.ts";

const packageRoot = join(import.meta.dirname, "..");
const readme = readFileSync(join(packageRoot, "README.md"), "utf8");
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\b[^\n]*\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? "";

describe("docs", () => {
  it("docs/errors.md says what the error table says", () => {
    const written = readFileSync(join(packageRoot, "..", "..", "docs", "errors.md"), "utf8");
    expect(written, "run pnpm --filter @qwire/protocol docs").toBe(errorDocs());
  });

  it("docs/models-and-parameters.md says what the types and the catalogue say, of every parameter", () => {
    const written = readFileSync(join(packageRoot, "..", "..", "docs", "models-and-parameters.md"), "utf8");
    expect(written, "run pnpm generate").toBe(modelDocs());
    expect(parameterNames.filter((name) => !written.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it("the README says what the rules say", () => {
    expect(readme, "run pnpm --filter @qwire/protocol docs").toBe(readmeWith(readme, "rules", ruleDocs()));
  });

  it("the README names everything the package exports", () => {
    const index = readFileSync(join(packageRoot, "src", "index.ts"), "utf8");
    const lists = [...index.matchAll(/export (?:type )?\{([^}]+)\}/g)].map(([, names]) => names ?? "");
    const names = lists.flatMap((list) => list.split(",").map((name) => name.trim())).filter((name) => name !== "");
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it("the README's example prints what the README says", async () => {
    const flags = ["--conditions=@qwire/source", "--input-type=module-typescript", "--eval", block("ts")];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: packageRoot });
    expect(stdout).toBe(block("text"));
  });
});
