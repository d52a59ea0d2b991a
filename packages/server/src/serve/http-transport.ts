import { Agent as HttpAgent, request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { GatewayTransport } from "../gateway/transport.ts";

/** Carries a gateway's bytes until it is closed. */
export type HttpTransport = GatewayTransport & {
  /** Closes idle connections, and those of running requests when they end. */
  close(): void;
};

/**
 * Carries a gateway's bytes over `node:http`, in about half the time of `fetch`. Connections are kept for the next
 * request; redirects are not followed.
 */
export function httpTransport(): HttpTransport {
  const options = { keepAlive: true, scheduling: "lifo" } as const;
  const agents = { "http:": new HttpAgent(options), "https:": new HttpsAgent(options) };
  const send: GatewayTransport = ({ method, url, headers, body }, signal) =>
    new Promise((resolve, reject) => {
      const isSecure = url.startsWith("https:");
      const request = (isSecure ? httpsRequest : httpRequest)(url, {
        method,
        agent: agents[isSecure ? "https:" : "http:"],
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        signal,
      });
      request.on("response", (response) => resolve(toReply(response)));
      request.on("error", reject);
      request.end(body);
    });
  return Object.assign(send, {
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  });
}

function toReply(response: IncomingMessage): Awaited<ReturnType<GatewayTransport>> {
  return {
    status: response.statusCode ?? 0,
    headers: {
      get(name) {
        const value = response.headers[name.toLowerCase()];
        return (Array.isArray(value) ? value.join(", ") : value) ?? null;
      },
    },
    body: response,
  };
}
