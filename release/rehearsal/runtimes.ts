import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { command, plainEnvironment } from "./command.ts";

/** The runtimes every package promises to run on. */
export const runtimeNames = ["node-22", "node-24", "node-26", "deno", "bun"] as const;
export type RuntimeName = (typeof runtimeNames)[number];

/** Whose installer put the packages there. The three Nodes share one folder, filled by npm under the oldest. */
type Installer = "npm" | "deno" | "bun";

/** A runtime and its package manager, as a stranger has them, set to one registry. */
export type Runtime = {
  name: RuntimeName;
  installer: Installer;
  /** Adds packages to a folder, as their README says. */
  install(folder: string, packages: readonly string[]): Promise<void>;
  /** Runs a program to its end and hands back what it printed. */
  run(folder: string, words: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
  /** The words that start a package's command, without installing it first. */
  start(name: string): { file: string; words: string[]; env: NodeJS.ProcessEnv };
};

/** Node's own releases, as npm has them. */
const nodeVersions = { "node-22": "22.23.3", "node-24": "24.21.0", "node-26": "26.10.0" } as const;

/**
 * Every runtime, set to one registry, with caches of its own: nothing of the user's is read, and nothing is left there.
 *
 * @param caches an empty folder
 */
export async function prepareRuntimes(registry: string, caches: string): Promise<Runtime[]> {
  const env = plainEnvironment({
    npm_config_registry: registry,
    npm_config_cache: join(caches, "npm"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    DENO_DIR: join(caches, "deno"),
    DENO_NO_UPDATE_CHECK: "1",
    BUN_INSTALL_CACHE_DIR: join(caches, "bun"),
  });
  const nodes = await Promise.all(
    (["node-22", "node-24", "node-26"] as const).map(async (name) => node(name, await findNode(name), env)),
  );
  return [...nodes, deno(env), bun(env)];
}

/** An empty folder of somebody who has never heard of us, set to a registry. */
export function cleanFolder(folder: string, registry: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ".npmrc"), `registry=${registry}\n`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  return folder;
}

/** Copies programs into a folder and runs them in one process, one after another. */
export function runPrograms(runtime: Runtime, folder: string, options: { programs: string[]; env: NodeJS.ProcessEnv }) {
  const files = options.programs.map((program) => program.slice(dirname(program).length + 1));
  options.programs.forEach((program, at) => cpSync(program, join(folder, files[at] ?? "")));
  const all = `all-on-${runtime.name}.ts`;
  writeFileSync(join(folder, all), files.map((file) => `import "./${file}";\n`).join(""));
  return runtime.run(folder, [all], options.env);
}

/** Fetched by npm where it is not there yet. */
async function findNode(name: keyof typeof nodeVersions): Promise<string> {
  const words = ["-y", "-p", `node@${nodeVersions[name]}`, "node", "-p", "process.execPath"];
  return (await command("npx", words, { cwd: import.meta.dirname })).trim();
}

function node(name: RuntimeName, binary: string, env: NodeJS.ProcessEnv): Runtime {
  const onPath = { ...env, PATH: `${dirname(binary)}${delimiter}${env["PATH"]}` };
  return {
    name,
    installer: "npm",
    async install(folder, packages) {
      await command("npm", ["install", ...packages], { cwd: folder, env: onPath });
    },
    run: (folder, words, more) => command(binary, [...words], { cwd: folder, env: { ...onPath, ...more } }),
    start: (wanted) => ({ file: "npx", words: ["-y", wanted], env: onPath }),
  };
}

/** Deno takes no version that is younger than a day, and ours are minutes old. */
const young = "--minimum-dependency-age=0";

function deno(env: NodeJS.ProcessEnv): Runtime {
  const binary = join(import.meta.dirname, "../node_modules/.bin/deno");
  const rights = ["--allow-net", "--allow-env", "--allow-read", "--allow-sys"];
  return {
    name: "deno",
    installer: "deno",
    async install(folder, packages) {
      const wanted = packages.map((one) => `npm:${one}`);
      await command(binary, ["add", young, ...wanted], { cwd: folder, env });
    },
    run: (folder, words, more) =>
      command(binary, ["run", young, "--no-check", ...rights, ...words], { cwd: folder, env: { ...env, ...more } }),
    start: (wanted) => ({ file: binary, words: ["run", young, "--no-check", ...rights, `npm:${wanted}`], env }),
  };
}

function bun(env: NodeJS.ProcessEnv): Runtime {
  const binary = join(import.meta.dirname, "../node_modules/.bin/bun");
  return {
    name: "bun",
    installer: "bun",
    async install(folder, packages) {
      // Bun believes what it knew of a package for five minutes, and ours has a second version sooner.
      await command(binary, ["add", "--no-cache", ...packages], { cwd: folder, env });
    },
    run: (folder, words, more) => command(binary, ["run", ...words], { cwd: folder, env: { ...env, ...more } }),
    start: (wanted) => ({ file: binary, words: ["x", "--bun", wanted], env }),
  };
}
