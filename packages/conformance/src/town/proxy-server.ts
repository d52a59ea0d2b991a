import { createServer, request as ask } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { connect } from "node:net";

/**
 * A forward proxy: tunnels by CONNECT, to this machine alone, and plain requests with a whole address.
 *
 * @param options `passed`: is told of each request that goes through; `credentials`: without them 407
 */
export function createProxyServer(options: { passed(target: string): void; credentials?: string }): Server {
  const { passed, credentials } = options;
  const isWelcome = ({ headers }: IncomingMessage): boolean =>
    credentials === undefined ||
    headers["proxy-authorization"] === `Basic ${Buffer.from(credentials).toString("base64")}`;
  const refusal = { "proxy-authenticate": 'Basic realm="town"' };

  const server = createServer((incoming, reply) => {
    if (!isWelcome(incoming)) return void reply.writeHead(407, refusal).end();
    passed(incoming.url ?? "");
    const { method, headers } = incoming;
    const outgoing = ask(incoming.url ?? "", { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    outgoing.on("error", () => reply.destroy());
    incoming.pipe(outgoing);
  });
  server.on("connect", (incoming: IncomingMessage, socket) => {
    socket.on("error", () => socket.destroy());
    if (!isWelcome(incoming)) {
      return void socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="town"\r\n\r\n',
      );
    }
    const target = new URL(`http://${incoming.url}`);
    if (!/^(127\.0\.0\.1|localhost)$/.test(target.hostname)) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    passed(incoming.url ?? "");
    const tunnel = connect(Number(target.port), target.hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on("error", () => socket.destroy());
    socket.on("close", () => tunnel.destroy());
  });
  return server;
}
