import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Apart from `pnpm test`: it needs Python, a package index, and the documents beside the checkout.
export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions: ["@qwire/source"], externalConditions: ["@qwire/source"] } },
  test: {
    name: "python",
    include: ["*.test.ts"],
    globalSetup: ["make-environments.ts"],
    testTimeout: 120_000,
    // As many as there are, and no more: each starts a Python.
    maxConcurrency: 2,
    reporters: ["default", join(import.meta.dirname, "../../../tools/tally.ts")],
  },
});
