import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { command } from "./command.ts";

/**
 * Has Deno check what would go to JSR. The copy is of no use for npm afterwards.
 *
 * @returns the packages that would be published
 * @throws Error when a door has slow types: JSR could not document or check it without guessing
 */
export async function rehearseJsr(copy: string): Promise<string[]> {
  await command(process.execPath, ["tools/prepare-jsr.ts", copy], { cwd: copy });
  const binary = join(import.meta.dirname, "../node_modules/.bin/deno");
  await command(binary, ["publish", "--dry-run", "--allow-dirty"], { cwd: copy });
  const manifests = readdirSync(join(copy, "packages")).map((one) => join(copy, "packages", one, "jsr.json"));
  return manifests.filter(existsSync).map((file) => {
    const { name, version } = JSON.parse(readFileSync(file, "utf8"));
    return `${name}@${version}`;
  });
}
