import { promises } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "../emulator/engine.ts";
import { script } from "../engines/script.ts";
import type { Rule } from "../engines/script.ts";

/**
 * An engine from a file: rules as JSON (`when` is a text, or a pattern between slashes), or a module whose default export
 * is rules or an engine.
 *
 * @throws TypeError where the file holds neither; the file system's errors.
 */
export async function loadScript(file: string): Promise<Engine> {
  const path = resolve(file);
  const loaded: unknown = path.endsWith(".json")
    ? JSON.parse(await promises.readFile(path, "utf8"))
    : await loadModule(path);
  if (typeof loaded === "function") return loaded as Engine; // Boundary: the user's own module.
  if (!Array.isArray(loaded))
    throw new TypeError(`${file} holds no rules: export a list of { when, then }, or an engine.`);
  return script((loaded as Rule[]).map(withPattern)); // Boundary: a rule that is none fails when it is played.
}

async function loadModule(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  return module.default;
}

/** JSON has no patterns: "/weather|rain/i" stands for one. */
function withPattern(rule: Rule): Rule {
  const [, source, flags] = typeof rule.when === "string" ? (/^\/(.+)\/([a-z]*)$/.exec(rule.when) ?? []) : [];
  return source === undefined ? rule : { ...rule, when: new RegExp(source, flags) };
}
