// Installs the packed packages into each project here, away from this repository, and streams an answer from an emulator.
import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { chromium } from "playwright-core";

const root = join(import.meta.dirname, "..");
const projects = ["on-node", "on-deno", "on-bun", "in-a-worker", "in-a-page", "in-a-route"];
const scratch = await mkdtemp(join(tmpdir(), "qwire-examples-"));
const children: ChildProcess[] = [];
/** Deno and Bun of this workspace first; what is installed on the machine otherwise. */
const path = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
const { DASHSCOPE_API_KEY: _, ...environment } = process.env;
const run = async (program: string, args: string[], at: string, env = {}): Promise<string> =>
  (await promisify(execFile)(program, args, { cwd: at, env: { ...environment, PATH: path, ...env } })).stdout;

try {
  await install();
  const service = await start(join(scratch, "on-node/node_modules/.bin/qwire-server"), ["--port", "0"], "on-node", {});
  const env = { DASHSCOPE_API_KEY: "any", DASHSCOPE_BASE_URL: `${service}/compatible-mode/v1` };
  const answers: Record<string, string | null> = {
    "on-node": await run("node", ["main.ts"], join(scratch, "on-node"), env),
    "on-deno": await run("deno", ["task", "--quiet", "start"], join(scratch, "on-deno"), env),
    "on-bun": await run("bun", ["main.ts"], join(scratch, "on-bun"), env),
    "in-a-worker": await (await fetch(await start("node", ["serve.ts"], "in-a-worker", env))).text(),
    "in-a-page": await readPage(env),
    "in-a-route": await run("node", ["ask.ts"], join(scratch, "in-a-route"), env),
  };
  report(answers);
} finally {
  for (const child of children) child.kill();
  await rm(scratch, { recursive: true, force: true });
}

/** Every package as npm would get it, in place of what the projects name. */
async function install(): Promise<void> {
  await run("pnpm", ["build"], root);
  const packages = await readdir(join(root, "packages"));
  const overrides: Record<string, string> = {};
  for (const name of packages) {
    const folder = join(root, "packages", name);
    const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    if (manifest.private === true) continue;
    const { filename } = JSON.parse(await run("pnpm", ["pack", "--json", "--pack-destination", scratch], folder));
    overrides[manifest.name] = `file:${filename}`;
  }
  for (const project of projects)
    await cp(join(import.meta.dirname, project), join(scratch, project), { recursive: true });
  const workspace = {
    packages: projects,
    overrides,
    pmOnFail: "ignore",
    allowBuilds: { esbuild: false, sharp: false, workerd: false },
  };
  await writeFile(join(scratch, "pnpm-workspace.yaml"), JSON.stringify(workspace));
  await writeFile(join(scratch, "package.json"), JSON.stringify({ private: true }));
  await run("pnpm", ["install", "--no-frozen-lockfile", "--prefer-offline"], scratch);
  const compiler = join(import.meta.dirname, "node_modules/.bin/tsc");
  for (const project of projects.filter((name) => existsSync(join(scratch, name, "tsconfig.json")))) {
    await run(compiler, ["-p", "."], join(scratch, project));
  }
}

/** Starts what serves, and gives the origin it prints. What it prints later must have somewhere to go. */
function start(program: string, args: string[], project: string, env: object): Promise<string> {
  const options = { cwd: join(scratch, project), env: { ...environment, PATH: path, ...env } };
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (piece: Buffer) => {
      printed += stripVTControlCharacters(piece.toString());
      const found = /http:\/\/[\w.]+:\d+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error(`${program} ${args.join(" ")} said no address:\n${printed}`)));
  });
}

/** `null` where no browser is at hand, which CI does not take for an answer. */
async function readPage(env: object): Promise<string | null> {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const programs = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = process.env["CHROMIUM_PATH"] ?? programs.find((program) => existsSync(program));
  if (executablePath === undefined && process.env["CI"] !== "true") return null;
  const vite = join(scratch, "in-a-page/node_modules/.bin/vite");
  await run(vite, ["build", "--logLevel", "error"], join(scratch, "in-a-page"), env);
  const url = await start(vite, ["preview", "--host", "127.0.0.1", "--port", "0"], "in-a-page", env);
  const browser = await chromium.launch({
    executablePath: executablePath ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForSelector("[data-state=whole]");
    return (await page.textContent("#answer")) ?? "";
  } finally {
    await browser.close();
  }
}

/** The emulator gives one question one answer: all must have streamed the same. */
function report(answers: Record<string, string | null>): void {
  const expected = answers["on-node"]?.trim() ?? "";
  const counts = { ok: 0, FAIL: 0, skip: 0 };
  for (const [project, text] of Object.entries(answers)) {
    const verdict = text === null ? "skip" : expected.length > 5 && text.trim() === expected ? "ok" : "FAIL";
    counts[verdict] += 1;
    const words = {
      ok: "",
      FAIL: `: ${JSON.stringify(text)}`,
      skip: ": no Chromium here; install it, or set CHROMIUM_PATH",
    };
    console.log(`${verdict.padEnd(4)} ${project}${words[verdict]}`);
  }
  console.log(`\n${counts.ok} passed, ${counts.FAIL} failed, ${counts.skip} skipped`);
  process.exitCode = counts.FAIL === 0 ? 0 : 1;
}
