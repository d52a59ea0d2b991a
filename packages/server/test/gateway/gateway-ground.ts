import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGateway } from "../../src/gateway.ts";
import type { GatewayEvent, GatewayOptions, GatewayTransport } from "../../src/gateway.ts";
import type { Listening, ListenOptions, Target } from "../../src/node.ts";

/** What a runtime brings. */
export type Ground = {
  listen: (target: Target, at?: ListenOptions) => Promise<Listening>;
  /** In place of the runtime's `fetch`. */
  transport?: GatewayTransport;
};

/** What a gateway promises on every runtime. */
export type GatewayPromise = { name: string; run(ground: Ground): Promise<void> };

/** One request as the service saw it. */
type Asked = { headers: IncomingMessage["headers"]; body: string };

export type Town = {
  /** The gateway's base URL. */
  url: string;
  /** What the service was asked, in order. */
  asked: Asked[];
  events: GatewayEvent[];
  /** Asks the gateway for a reply. */
  ask(
    body: unknown,
    init?: { token?: string | null; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response>;
  end(): Extract<GatewayEvent, { type: "end" }> | undefined;
};

type Who = { name: string };
type Answer = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;
type Tuning = Partial<GatewayOptions<Who>>;

/** The service's key, which nobody may ever see. */
export const secretKey = "sk-secret-0123456789";

const tokens: { [token: string]: string } = { "token-of-ann": "ann", "token-of-bob": "bob" };

/** One question, as an SDK asks it. */
export const question = { model: "qwen-plus", messages: [{ role: "user", content: "你好" }], stream: true };

/** Runs a service of ours, a gateway before it, and what is to be tried. */
export function town(answer: Answer, tuning: Tuning, tryOut: (town: Town) => Promise<void>): GatewayPromise["run"] {
  return async ({ listen, transport }) => {
    const asked: Asked[] = [];
    const events: GatewayEvent[] = [];
    const service = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        asked.push({ headers: request.headers, body });
        return answer(response, request);
      });
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
    const { port } = service.address() as AddressInfo;
    const gateway = createGateway<Who>({
      apiKey: secretKey,
      authorize(request) {
        const name = tokens[request.headers.get("authorization")?.replace("Bearer ", "") ?? ""];
        return name === undefined ? null : { name };
      },
      identify: ({ name }) => name,
      models: ["qwen-plus", "qwen3-max"],
      baseURL: `http://127.0.0.1:${port}/compatible-mode/v1`,
      onEvent: (event) => void events.push(event),
      ...(transport === undefined ? {} : { transport }),
      ...tuning,
    });
    const { url, close } = await listen(gateway);
    try {
      await tryOut({
        url,
        asked,
        events,
        ask: (body, { token = "token-of-ann", headers = {}, signal } = {}) =>
          fetch(`${url}/chat/completions`, {
            method: "POST",
            headers: {
              "content-type": "application/json",
              ...(token === null ? {} : { authorization: `Bearer ${token}` }),
              ...headers,
            },
            body: typeof body === "string" ? body : JSON.stringify(body),
            signal: signal ?? null,
          }),
        end: () => events.find((event) => event.type === "end"),
      });
    } finally {
      await close();
      service.closeAllConnections();
      await new Promise((resolve) => service.close(resolve));
    }
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** One chunk of the service, as it writes them. */
export function chunk(fields: { content?: string; finish_reason?: string; usage?: object }): string {
  const { content, finish_reason = null, usage } = fields;
  const choices = usage === undefined ? [{ delta: { content }, finish_reason, index: 0 }] : [];
  const body = { choices, object: "chat.completion.chunk", usage: usage ?? null, created: 1, id: "chatcmpl-1" };
  return `data: ${JSON.stringify({ ...body, model: "qwen-plus" })}\n\n`;
}

export const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };

/** A whole stream. */
export const wholeStream: string = [
  chunk({ content: "你" }),
  chunk({ content: "好！" }),
  chunk({ content: "", finish_reason: "stop" }),
  chunk({ usage }),
  "data: [DONE]\n\n",
].join("");

export const streamHead = { "content-type": "text/event-stream;charset=UTF-8", "x-request-id": "upstream-id-1" };

/** Answers with a whole stream, in one piece. */
export function streams(text: string = wholeStream): Answer {
  return (response) => void response.writeHead(200, streamHead).end(text);
}

/** Resolves once the condition holds, looked at every few milliseconds. @throws after five seconds */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 1000) throw new Error(`In vain waited for: ${what}.`);
    await wait(5);
  }
}

export function wait(waitMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, waitMs));
}
