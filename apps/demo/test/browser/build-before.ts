import { buildPage } from "../../src/serve/build-page.ts";

/** The page as visitors get it, once for all files. */
export async function setup(): Promise<void> {
  await buildPage();
}
