// For `deno task build`: the build needs more of the machine than the demo does, so it is a command of its own.
import { buildPage } from "./build-page.ts";

await buildPage(() => console.log("building the web page"));
