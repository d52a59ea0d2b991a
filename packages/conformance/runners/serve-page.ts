import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.ts";

/** As strict as a page can be that talks to the town and to the service: no `unsafe-eval`, no inline script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' http://127.0.0.1:* https://127.0.0.1:* http://nobody.invalid https://*.aliyuncs.com",
].join("; ");

/** Serves the page of the browser's runner. */
export async function servePage(town: string): Promise<{ url: string; server: Server }> {
  const javascript = { "content-type": "text/javascript" };
  const assert = fileURLToPath(import.meta.resolve("./page-assert.ts"));
  const pages: Record<string, [body: string, headers: Record<string, string>]> = {
    "/": ['<!doctype html><script type="module" src="/page.js"></script>', { "content-type": "text/html" }],
    "/page.js": [await bundle("in-page.ts", { "node:assert/strict": assert }), javascript],
    "/mockServiceWorker.js": [
      await readFile(fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js")), "utf8"),
      javascript,
    ],
    "/town": [JSON.stringify({ town: JSON.parse(town) }), { "content-type": "application/json" }],
  };
  const server = createServer(({ url = "" }, reply) => {
    const [body, headers] = pages[new URL(url, "http://page").pathname] ?? [];
    reply.writeHead(body === undefined ? 404 : 200, { ...headers, "content-security-policy": policy }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
