// Starts the worker on this machine, by the same workerd that runs it elsewhere.
import { build } from "esbuild";
import { Miniflare } from "miniflare";

export async function startWorker(): Promise<{ url: URL; stop(): Promise<void> }> {
  const { outputFiles } = await build({ entryPoints: ["worker.ts"], bundle: true, format: "esm", write: false });
  const { DASHSCOPE_API_KEY = "", DASHSCOPE_BASE_URL } = process.env;
  const worker = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: outputFiles[0]?.text ?? "" }],
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["enable_request_signal"],
    bindings: { DASHSCOPE_API_KEY, ...(DASHSCOPE_BASE_URL === undefined ? {} : { DASHSCOPE_BASE_URL }) },
  });
  return { url: await worker.ready, stop: () => worker.dispose() };
}
