import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Apart from `pnpm test`: these packages weigh more than everything else together.
export default defineConfig({
  root: import.meta.dirname,
  ssr: { resolve: { conditions: ["@qwire/source"], externalConditions: ["@qwire/source"] } },
  test: {
    name: "clients",
    include: ["*.test.ts"],
    testTimeout: 30_000,
    reporters: ["default", join(import.meta.dirname, "../../../tools/tally.ts")],
  },
});
