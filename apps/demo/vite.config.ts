import { defaultClientConditions, defineConfig } from "vite";

/** The web page: from sources, without a build of the packages before, and without one inline script. */
export default defineConfig({
  root: `${import.meta.dirname}/src/web`,
  resolve: { conditions: ["@qwire/source", ...defaultClientConditions] },
  build: {
    outDir: `${import.meta.dirname}/dist/web`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});
