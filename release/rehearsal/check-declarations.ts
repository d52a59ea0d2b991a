// Checks a stranger's programs and the declarations of our packages, and no declarations of others, which is where a compiler
// spends its time. For compilers that can be called from JavaScript.
//
//   node check-declarations.ts <folder of the compiler> <tsconfig.json>

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** What is used of the compiler. It is not installed where this file is checked, so its own types are not at hand. */
type Compiler = {
  parseJsonConfigFileContent(json: unknown, host: unknown, folder: string): { fileNames: string[]; options: unknown };
  sys: unknown;
  createProgram(files: string[], options: unknown): Program;
  formatDiagnostics(found: Diagnostic[], host: object): string;
};
type Diagnostic = object;
type SourceFile = { fileName: string };
type Program = {
  getSourceFiles(): readonly SourceFile[];
  getOptionsDiagnostics(): readonly Diagnostic[];
  getGlobalDiagnostics(): readonly Diagnostic[];
  getSyntacticDiagnostics(file: SourceFile): readonly Diagnostic[];
  getSemanticDiagnostics(file: SourceFile): readonly Diagnostic[];
};

const [compilerFolder = "", config = ""] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(compilerFolder) as Compiler;
const { fileNames, options } = ts.parseJsonConfigFileContent(
  JSON.parse(readFileSync(config, "utf8")),
  ts.sys,
  dirname(config),
);
const program = ts.createProgram(fileNames, options);
const ours = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));
const found = [
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
if (found.length > 0) {
  const host = { getCanonicalFileName: String, getCurrentDirectory: () => dirname(config), getNewLine: () => "\n" };
  console.log(ts.formatDiagnostics(found, host));
  process.exitCode = 1;
} else {
  console.log(`${ours.length} files`);
}

function isOurs(file: string): boolean {
  return (
    !file.includes("/node_modules/") || /\/node_modules\/(@qwire\/[\w-]+|qwire)\/(?!.*\/node_modules\/)/.test(file)
  );
}
