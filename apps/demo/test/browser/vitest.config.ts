import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Apart from `pnpm test`: it needs a Chromium, and starts one.
export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions: ["@qwire/source"], externalConditions: ["@qwire/source"] } },
  test: {
    name: "browser",
    include: ["*.browser.ts"],
    globalSetup: ["build-before.ts"],
    setupFiles: ["close-after.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser keeps both cores of a small machine busy, and answers are watched as they come.
    fileParallelism: false,
    isolate: false,
    reporters: ["default", join(import.meta.dirname, "../../../../tools/tally.ts")],
  },
});
