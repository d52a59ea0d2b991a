// One contender in a process of its own: tells its address.
import { Agent, createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import type { createGateway } from "@qwire/server/gateway";
import type { httpTransport, listen } from "@qwire/server/node";

type Gateway = { createGateway: typeof createGateway; httpTransport: typeof httpTransport; listen: typeof listen };

const [name = "", serviceUrl = "", bundle = ""] = process.argv.slice(2);
process.send?.({ url: await serve() });

async function serve(): Promise<string> {
  if (name === "bare") return serveBare();
  const qwire = (await import(pathToFileURL(bundle).href)) as Gateway;
  const gateway = qwire.createGateway({
    apiKey: "sk-bench",
    models: ["qwen-plus"],
    authorize: (request) => (request.headers.get("authorization") === "Bearer token" ? "bench" : null),
    baseURL: `${serviceUrl}/v1`,
    ...(name === "qwire" ? { transport: qwire.httpTransport() } : {}),
  });
  const { url } = await qwire.listen(gateway);
  return new URL(url).origin;
}

/** The least: the head and the bytes of both sides, and nothing looked at. */
function serveBare(): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    const { method, headers, url = "/" } = request;
    const upstream = ask(serviceUrl + url, { method, headers: { ...headers, host: new URL(serviceUrl).host }, agent });
    upstream.on("response", (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    response.on("close", () => upstream.destroy());
    request.pipe(upstream);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
