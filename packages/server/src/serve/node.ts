import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Exchange, Reply, ServedExchange } from "../http/exchange.ts";
import { leaveBody } from "../http/leavable.ts";
import { baseUrl, defaultHost, endWithin } from "./listening.ts";
import type { Listening, ListenOptions, Target } from "./listening.ts";
import { atTurnEnd } from "./at-turn-end.ts";
import { toError } from "./to-error.ts";
import { writeBody } from "./write-body.ts";

/**
 * Serves an emulator or a gateway over HTTP, on Node.
 *
 * @throws what `node:http` says when it cannot listen, such as EADDRINUSE.
 */
export async function listen(target: Target, at: ListenOptions = {}): Promise<Listening> {
  const host = at.host ?? defaultHost;
  const server = createServer((request, response) => {
    serve(target, request, response).catch((error: unknown) => response.destroy(toError(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: at.port ?? 0, host, backlog: mostWaiting }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : (at.port ?? 0);
  let closing: Promise<void> | null = null;
  return {
    url: baseUrl(host, port),
    port,
    close({ graceMs = 0 } = {}) {
      closing ??= stopListening(server);
      if (graceMs === 0) server.closeAllConnections();
      else void drain(server, graceMs, closing);
      return closing;
    },
  };
}

function stopListening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}

/** A connection whose reply has ended stays open for a next request: such are looked for again and again. */
async function drain(server: Server, graceMs: number, closed: Promise<void>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await endWithin(graceMs, closed, () => server.closeAllConnections()).finally(() => clearInterval(idle));
}

/**
 * Connections that may wait to be taken. Node takes one in each turn of its event loop, and its own 511 are soon there when a crowd
 * comes: what is beyond waits for a second, or is reset. Linux allows 4096 at most, unless it is told otherwise.
 */
const mostWaiting = 4096;

async function serve(target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const controller = new AbortController();
  let leaveReply = (): void => {};
  // Happens once; `on` costs less than `once`.
  response.on("close", () => {
    // After a good end there is nobody to tell.
    if (response.writableFinished) return letGo(request);
    controller.abort();
    leaveReply();
  });
  const body = isSmall(request) ? () => readWhole(request) : request;
  const { signal } = controller;
  const reply = await target.handle(toExchange(request, { body, signal, leave: () => controller.abort() }));
  if (response.destroyed) return leaveBody(reply.body);
  if (typeof reply.body === "string") return writeText(reply.body, reply, response);
  response.writeHead(reply.status, reply.headers);
  leaveReply = writeBody(reply.body, response);
}

function writeText(text: string, { status, headers }: Reply, response: ServerResponse): void {
  atTurnEnd(() => {
    if (response.destroyed) return;
    // With its length known, head and body leave in one piece.
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) }).end(text);
  });
}

const lingerMs = 1000;

/** Bodies that arrive in a segment or two are read at once, which costs less than reading along. */
function isSmall({ headers }: IncomingMessage): boolean {
  return Number(headers["content-length"] ?? Infinity) <= 64 * 1024;
}

function readWhole(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = [];
    const take = (piece: Buffer): void => {
      // A list that something is pushed into takes room for many more, and most bodies come in one piece.
      if (pieces.length === 0) pieces = [piece];
      else pieces.push(piece);
    };
    const finish = (): void => {
      // Neither what has been read nor who has read it is kept while it is answered.
      request.off("data", take).off("end", finish).off("error", reject);
      resolve((pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))?.toString() ?? "");
    };
    request.on("data", take).on("end", finish).on("error", reject);
  });
}

function toExchange(
  request: IncomingMessage,
  { body, signal, leave }: Pick<Exchange, "body" | "signal"> & { leave(): void },
): ServedExchange {
  const url = request.url ?? "/";
  const query = url.indexOf("?");
  return {
    method: request.method ?? "GET",
    path: query === -1 ? url : url.slice(0, query),
    header(name) {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    body,
    signal,
    leave,
    toRequest: () => toWebRequest(request),
  };
}

function toWebRequest({ method = "GET", url = "/", headers, rawHeaders }: IncomingMessage): Request {
  const origin = `http://${headers.host ?? "localhost"}`;
  const address = url.startsWith("/") ? origin + url : url;
  const pairs = rawHeaders.flatMap((name, at): Array<[string, string]> =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""]] : [],
  );
  return new Request(URL.canParse(address) ? address : "http://localhost/", { method, headers: pairs });
}

/** A client that goes on sending what nobody reads may do so for a moment, so that it gets to read the answer. */
function letGo(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
