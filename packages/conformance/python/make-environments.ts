import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

declare module "vitest" {
  // The interface is vitest's: what a global setup may hand to tests.
  interface ProvidedContext {
    /** What keeps the documents from being run; `null`: nothing. */
    missing: string | null;
  }
}

/**
 * Prepares one Python environment for each document, once: `.conformance/python-2024` and `-2025`. What is missing for it
 * is said plainly, and the tests decide. vitest asks for this name.
 */
export async function setup(project: TestProject): Promise<void> {
  const missing = await findMissing();
  if (missing !== null) console.log(`The documents' samples are not run: ${missing}`);
  project.provide("missing", missing);
}

/** Where the Python of a document's environment is. */
export function pythonOf(year: string): string {
  const folder = process.platform === "win32" ? "Scripts" : "bin";
  return join(root, ".conformance", `python-${year}`, folder, "python");
}

async function findMissing(): Promise<string | null> {
  if (!existsSync(join(root, "../shared/seeds")))
    return "the documents are not beside this checkout (../shared/seeds).";
  for (const tool of ["curl", "bash"]) {
    if (!(await works(tool, ["--version"]))) return `${tool} is not installed.`;
  }
  if (!(await works("python3", ["-c", "import ensurepip, venv"])))
    return "python3 with its venv module is not installed (on Debian: apt-get install python3-venv).";
  const made = await Promise.all(["2024", "2025"].map(makeEnvironment));
  return made.find((reason) => reason !== null) ?? null;
}

async function works(tool: string, args: readonly string[]): Promise<boolean> {
  return run(tool, args).then(
    () => true,
    () => false,
  );
}

/** @returns why it could not be made */
async function makeEnvironment(year: string): Promise<string | null> {
  const folder = join(root, ".conformance", `python-${year}`);
  const requirements = join(import.meta.dirname, `requirements-${year}.txt`);
  const stamp = join(folder, "made-from");
  const { stdout: version } = await run("python3", ["--version"]);
  const source = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return null;
  rmSync(folder, { recursive: true, force: true });
  try {
    await run("python3", ["-m", "venv", folder]);
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
    await run(pythonOf(year), ["-m", "pip", "install", ...quiet, "--requirement", requirements]);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const reason =
      said
        .trim()
        .split("\n")
        .findLast((line) => line.includes("ERROR")) ?? said.trim().slice(-300);
    return `pip could not install the packages of ${year}; is a package index at hand? ${reason}`;
  }
  writeFileSync(stamp, source);
  return null;
}
