import { defineProject } from "vitest/config";

/** The vitest settings every project shares: sources are read as they are, without a build. */
export function project(name: string): ReturnType<typeof defineProject> {
  return defineProject({
    ssr: { resolve: { conditions: ["@qwire/source"], externalConditions: ["@qwire/source"] } },
    test: {
      name,
      // One worker for many files: starting one takes longer than most files do.
      isolate: false,
      include: ["test/**/*.test.ts"],
      // Some tests start processes, and a busy machine takes its time.
      testTimeout: 30_000,
      typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./test/tsconfig.json" },
    },
  });
}
