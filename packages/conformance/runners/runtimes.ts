import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Start } from "./run-column.ts";

const here = import.meta.dirname;
const source = "--conditions=@qwire/source";
const installed = (name: string): string => join(here, "../../../node_modules/.bin", name);
const node = (major: number): string => join(here, `node_modules/node-${major}/bin/node`);
const runner = (name: string): string => join(here, `on-${name}.ts`);

/** Hosts, variables: all that a program of ours asks of Deno. The variables are the suite's, for its proxies. */
const permissions = [
  "--no-prompt",
  "--allow-net=127.0.0.1,localhost,nobody.invalid,forbidden.invalid",
  "--allow-env=HTTPS_PROXY,NO_PROXY",
];

/** Every runtime that is promised. */
export const runtimes: readonly Start[] = [
  ...[22, 24, 26].map((major) => ({ runtime: `Node ${major}`, program: node(major), args: [source, runner("node")] })),
  {
    runtime: "Deno",
    program: installed("deno"),
    args: ["run", "--no-check", source, ...permissions, runner("deno")],
  },
  { runtime: "Bun", program: installed("bun"), args: [source, runner("bun")] },
  {
    runtime: "workerd",
    program: node(26),
    args: [source, runner("workerd")],
    staysBecause: "a worker ends when its platform ends it",
  },
  {
    runtime: "Chromium",
    program: node(26),
    args: [source, runner("chromium"), chromium()],
    staysBecause: "a page stays until it is closed",
  },
];

/** The ones that are not here, and what to do about it. */
export function missing({ runtime, program, args }: Start): string | null {
  if (!existsSync(program)) return `${runtime} is not here: \`pnpm install\` brings it.`;
  const isBrowserMissing = runtime === "Chromium" && !existsSync(args.at(-1) ?? "");
  return isBrowserMissing ? "Chromium is not here: install the package `chromium`, or set QWIRE_CHROMIUM." : null;
}

function chromium(): string {
  const given = process.env["QWIRE_CHROMIUM"];
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return given ?? found ?? "";
}
