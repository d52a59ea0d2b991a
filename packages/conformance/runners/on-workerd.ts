// node --conditions=@qwire/source on-workerd.ts <town>
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { bundle } from "./bundle.ts";

const worker = new Miniflare({
  name: "runner",
  serviceBindings: { SELF: "runner" },
  modules: [{ type: "ESModule", path: "in-worker.js", contents: await bundle("in-worker.ts") }],
  compatibilityDate: "2026-07-01",
  compatibilityFlags: ["nodejs_compat", "enable_request_signal"],
  // What workerd itself logs of connections that are meant to fail.
  handleRuntimeStdio: (_: Readable, errors: Readable) => void errors.resume(),
});
try {
  for (let at = 0; ; at += 1) {
    const body = JSON.stringify({ town: JSON.parse(process.argv[2] ?? ""), at });
    const told = await worker.dispatchFetch("http://worker/", { method: "POST", body });
    if (told.status === 204) break;
    console.log(await told.text());
  }
} finally {
  await worker.dispose();
}
