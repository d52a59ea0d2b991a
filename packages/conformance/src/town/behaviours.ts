import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createBrotliCompress, createDeflate, createGzip, gzipSync } from "node:zlib";
import type { Visit } from "./visits.ts";
import { completion, end, eventStream, piece } from "./wire.ts";

/** What a server does with a request it has read. */
type Behaviour = (reply: ServerResponse, at: { request: IncomingMessage; visit: Visit }) => void | Promise<void>;

/** A page of another origin may read everything here. */
export const openToPages = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-expose-headers": "*",
  "access-control-max-age": "600",
};

/** Every odd server by the first word of the path. */
export const behaviours: { readonly [name: string]: Behaviour } = {
  plain: (reply) => sendJson(reply, completion),
  echo: (reply, { visit }) =>
    sendJson(reply, { ...completion, echo: JSON.parse(visit.record().requests.at(-1)?.body ?? "") }),
  models: (reply) => sendJson(reply, { object: "list", data: [{ id: "qwen-plus" }] }),
  stream: (reply) => void reply.writeHead(200, eventStream).end(piece("a") + piece("b") + end),
  async signed(reply, { visit }) {
    reply.writeHead(200, eventStream);
    for (const text of signedPieces) {
      reply.write(text);
      await visit.nextSign();
    }
    reply.end();
  },
  gzip: (reply, { visit }) => compressed(reply, visit, "gzip"),
  deflate: (reply, { visit }) => compressed(reply, visit, "deflate"),
  br: (reply, { visit }) => compressed(reply, visit, "br"),
  "gzip-plain": (reply) =>
    void reply
      .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
      .end(gzipSync(JSON.stringify(completion))),
  "http-1.0": (_, { request: { socket } }) => {
    const headers = "content-type: text/event-stream\r\naccess-control-allow-origin: *\r\n\r\n";
    socket.write(`HTTP/1.0 200 OK\r\n${headers}${piece("a")}`, () => socket.end(piece("b") + end));
  },
  hints(reply) {
    reply.writeEarlyHints({ link: "</style.css>; rel=preload" });
    sendJson(reply, completion);
  },
  async bytewise(reply) {
    reply.socket?.setNoDelay(true);
    reply.writeHead(200, eventStream);
    for (const byte of Buffer.from(piece("你好") + end)) reply.write(Buffer.of(byte));
    reply.end();
  },
  async "slow-headers"(reply) {
    await pause(150);
    sendJson(reply, completion);
  },
  async "slow-body"(reply) {
    reply.writeHead(200, eventStream);
    for (const text of ["a", "b", "c"]) {
      reply.write(piece(text));
      await pause(60);
    }
    reply.end(end);
  },
  "no-content": (reply) => void reply.writeHead(204).end(),
  "large-headers": (reply) => sendJson(reply, completion, { headers: { "x-large": "x".repeat(12 * 1024) } }),
  "endless-headers": (reply) => sendJson(reply, completion, { headers: { "x-large": "x".repeat(1024 * 1024) } }),
  long(reply) {
    reply.writeHead(200, eventStream);
    for (let count = 0; count < 8; count += 1) reply.write(piece("x".repeat(1024 * 1024)));
    reply.end(end);
  },
  ...Object.fromEntries(
    [400, 429, 500, 503].map((status): [string, Behaviour] => [
      `status-${status}`,
      (reply) =>
        sendJson(reply, { error: { message: "slow down", code: "limit_requests" }, request_id: "r-2" }, { status }),
    ]),
  ),
  redirect(reply, { request }) {
    const location = `${(request.url ?? "").replace("/redirect/", "/plain/elsewhere-")}?token=secret`;
    reply.writeHead(307, { location }).end();
  },
  silent: () => undefined,
  stuck: (reply) => void reply.writeHead(200, eventStream).write(piece("a")),
  async flood(reply, { visit }) {
    const text = piece("x".repeat(16 * 1024));
    reply.writeHead(200, eventStream);
    for (let count = 0; count < 32 * 1024 && !reply.destroyed; count += 1) {
      visit.wrote(text.length);
      if (!reply.write(text)) await drained(reply);
    }
    reply.end(end);
  },
  broken: (_, { request }) => void request.socket.destroy(),
  reset: (_, { request }) => void request.socket.resetAndDestroy(),
  "broken-body"(reply, { request }) {
    reply.writeHead(200, eventStream).write(piece("a"));
    // What was sent before must have been read, or a reset overtakes it.
    setTimeout(() => request.socket.destroy(), 50);
  },
  "no-http": (_, { request }) => void request.socket.end("This is no HTTP.\r\n\r\n"),
};

/** What `signed` and the compressed ones say, each after a sign. */
const signedPieces = [piece("a"), piece("b"), piece("c"), end];

async function compressed(reply: ServerResponse, visit: Visit, coding: "gzip" | "deflate" | "br"): Promise<void> {
  const packer = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress }[coding]();
  reply.writeHead(200, { ...eventStream, "content-encoding": coding });
  packer.pipe(reply);
  for (const text of signedPieces) {
    packer.write(text);
    await new Promise<void>((resolve) => packer.flush(resolve));
    await visit.nextSign();
  }
  packer.end();
}

function sendJson(
  reply: ServerResponse,
  body: object,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  reply.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** A socket that closes never drains. */
function drained(reply: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      reply.off("drain", go).off("close", go);
      resolve();
    };
    reply.on("drain", go).on("close", go);
  });
}
