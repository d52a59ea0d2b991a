import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, isChatError } from "@qwire/core";
import type { ChatError, Client, ClientOptions, Transport } from "@qwire/core";

/** A server on loopback that lives as long as the test uses it. */
export type Loopback = AsyncDisposable & {
  baseURL: string;
  /** What came in, in order. */
  requests: IncomingMessage[];
  /** Settles when the client has closed the latest connection before its reply was over. */
  closed: Promise<void>;
};

export async function listen(answer: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const closed = Promise.withResolvers<void>();
  const server = createServer((request, reply) => {
    requests.push(request);
    reply.on("close", () => {
      if (!reply.writableFinished) closed.resolve();
    });
    answer(request, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    closed: closed.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function clientOf(baseURL: string, transport: Transport, options: Partial<ClientOptions> = {}): Client {
  return createClient({ baseURL, apiKey: "sk-loopback-key", transport, retry: false, ...options });
}

export const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };

/** One piece of text as the service frames it. */
export function piece(content: string, finish: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices })}\n\n`;
}

export const end = `${piece("", "stop")}data: [DONE]\n\n`;

export const completion = {
  id: "c",
  object: "chat.completion",
  created: 1,
  model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
};

export function sendJson(reply: ServerResponse, body: object, status = 200): void {
  reply.writeHead(status, { "content-type": "application/json" });
  reply.end(JSON.stringify(body));
}

/** The ChatError a promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<ChatError> {
  try {
    await promise;
  } catch (error) {
    if (isChatError(error)) return error;
    throw new Error("Not a ChatError", { cause: error });
  }
  throw new Error("It did not fail.");
}
