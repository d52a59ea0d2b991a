import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { join } from "node:path";

/** Where, when and on what a bench was run. Results of older benches lack what is optional. */
export type Machine = {
  node: string;
  cpu: string;
  cores: number;
  /** Such as `linux x64`. */
  platform?: string;
  /** Such as `2026-11-26`, in UTC. */
  date?: string;
  /** What was measured: the commit of the checkout, and whether files differed from it. */
  commit?: string;
  /** The exact version of every package that qwire was set beside, by name. */
  peers?: Record<string, string>;
};

const bench = join(import.meta.dirname, "../..");

/** Keeps what was measured, down to the single run, beside the machine it was measured on. */
export function keepResults(
  name: string,
  results: object,
  { isQuick, checkout }: { isQuick: boolean; checkout: string },
): void {
  const folder = join(bench, "results", isQuick ? "quick" : ".");
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ bench: name, machine: machine(checkout), ...results }, null, 1);
  writeFileSync(join(folder, `${name}.json`), `${text}\n`);
}

function machine(checkout: string): Machine {
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    platform: `${platform()} ${arch()}`,
    date: new Date().toISOString().slice(0, "2026-11-26".length),
    commit: commitOf(checkout),
    peers: peers(),
  };
}

/** Packages alone count as changed: results and pages change while benches run. */
function commitOf(checkout: string): string {
  const git = (...words: string[]): string =>
    execFileSync("git", ["-C", checkout, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const changed = git("status", "--porcelain", "--", "packages", "bench/src");
    return `${git("rev-parse", "--short=7", "HEAD")}${changed === "" ? "" : ", changed"}`;
  } catch {
    return "no commit";
  }
}

function peers(): Record<string, string> {
  // A boundary: our own file, in which every version is exact.
  const { dependencies } = JSON.parse(readFileSync(join(bench, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}
