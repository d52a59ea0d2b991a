import type { Place } from "./connect.ts";
import type { DemoOptions } from "./read-options.ts";
import { buildPage, pageFolder } from "./serve/build-page.ts";
import { servePage } from "./serve/serve-page.ts";
import type { ServedPage } from "./serve/serve-page.ts";
import { tellError } from "./tell-error.ts";

/**
 * Builds the web page where that is needed, and serves it. Without `--serve` the terminal goes on without it where that
 * fails, and `warn` says so: then this is `null`.
 *
 * @throws whatever failed, with `--serve`
 */
export async function openPage(
  { upstream }: Place,
  { serve, port, built, model, question }: DemoOptions,
  warn: (sentence: string) => void,
): Promise<ServedPage | null> {
  try {
    if (!built) await buildPage(() => warn("building the web page"));
    return await servePage({ upstream, folder: pageFolder, model, question, port });
  } catch (error) {
    if (serve) throw error;
    warn(`no web page: ${tellError(error).split("\n")[0]}`);
    return null;
  }
}
