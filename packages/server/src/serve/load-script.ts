import { promises } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "../emulator/engine.ts";
import { script } from "../engines/script.ts";
import type { Rule } from "../engines/script.ts";
import { checkScript } from "./check-script.ts";

/**
 * An engine from a file: rules as JSON (`when` is a text, or a pattern between slashes), or a module whose default export
 * is rules or an engine.
 *
 * @throws TypeError that names the file and what is wrong with it.
 */
export async function loadScript(file: string): Promise<Engine> {
  const path = resolve(file);
  const loaded = await load(path, file);
  if (typeof loaded === "function") return loaded as Engine; // Boundary: the user's own module.
  if (!Array.isArray(loaded))
    throw new TypeError(`${file} holds no rules: export a list of { when, then }, or an engine.`);
  checkScript(loaded, file);
  return script(loaded.map((rule, at) => withPattern(rule, `--script ${file}: rule ${at + 1}`)));
}

async function load(path: string, file: string): Promise<unknown> {
  try {
    return path.endsWith(".json") ? JSON.parse(await promises.readFile(path, "utf8")) : await loadModule(path);
  } catch (error) {
    throw new TypeError(`--script ${file}: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}

async function loadModule(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  return module.default;
}

/** JSON has no patterns: "/weather|rain/i" stands for one. */
function withPattern(rule: Rule, where: string): Rule {
  const [, source, flags] = typeof rule.when === "string" ? (/^\/(.+)\/([a-z]*)$/.exec(rule.when) ?? []) : [];
  if (source === undefined) return rule;
  try {
    return { ...rule, when: new RegExp(source, flags) };
  } catch (error) {
    throw new TypeError(`${where}: \`when\` is no pattern: ${String(rule.when)}.`, { cause: error });
  }
}
