import type { ChatRequest, ParameterName, Tokenizer } from "@qwire/protocol";
import type { GatewayEvent } from "./gateway-event.ts";
import type { Limiter } from "./limiter.ts";
import type { GatewayTransport } from "./transport.ts";

/**
 * What a gateway needs to know.
 *
 * @template Who whoever asks, as `authorize` makes them known: a name, a user, a session
 */
export type GatewayOptions<Who> = {
  /** The service's key; never told to a client. A function is asked for every request. */
  apiKey: string | ((who: Who) => string | Promise<string>);
  /**
   * Who asks, or `null` for a 401. Required: there is no open default. It gets the request without its body, and is asked
   * every time.
   */
  authorize(request: Request): Who | null | Promise<Who | null>;
  /** The models that may be asked for; any other name is a 404. `GET …/models` lists them. */
  models: readonly string[];
  /** The service's base URL, for example `modelStudio({ region: "singapore" }).baseURL`. Default: Beijing's. */
  baseURL?: string;
  /** What tells one asker from another for the limiter and in events. Default: `who` itself where it is a text or a number. */
  identify?(who: Who): string;
  /**
   * Parameters that may be set beside `model` and `messages`; any other is a 400 that names it. Default: all that the
   * service documents, and those it takes and ignores (`parameterNames` of the protocol).
   */
  allow?: ReadonlyArray<ParameterName | (string & {})>;
  /** Changes a checked request before it is sent: a smaller `max_tokens`, a pinned system message. */
  shape?(request: ChatRequest, who: Who): ChatRequest | Promise<ChatRequest>;
  /** Limits for each asker: `memoryLimiter`, or one that several gateways share. Default: none. */
  limiter?: Limiter;
  /** Web pages that may ask, for example `https://chat.example.com`; `"*"`: any, without cookies. Default: none. */
  origins?: readonly string[];
  /** Request headers that go upstream as they came. Default: none. */
  forwardHeaders?: readonly string[];
  /** Largest request body in bytes. Default 10 MB. */
  maxBodyBytes?: number;
  timeouts?: GatewayTimeouts;
  /** Hears of every chat request. What it throws is lost. */
  onEvent?(event: GatewayEvent): void;
  /**
   * Counts tokens before a reply tells them, for the limiter: the first 200,000 characters of a request. Default: one that
   * counts roughly.
   */
  tokenizer?: Pick<Tokenizer, "count">;
  /** How the service is asked. Default: the runtime's own `fetch`. An emulator's will do. */
  fetch?(url: string, init: RequestInit): Promise<Response>;
  /** The same as plain data, in place of `fetch`: `httpTransport()` of `@qwire/server/node`, or any transport of `@qwire/adapters`. */
  transport?: GatewayTransport;
};

/** Longest waits, in milliseconds. `Infinity` waits for ever. */
export type GatewayTimeouts = {
  /** For the client's whole request. Default 30,000. */
  readMs?: number;
  /** From asking the service to its headers. Default 330,000: the service itself gives up a plain call after 300 s. */
  headersMs?: number;
  /** From the headers to the first byte. Default 300,000: thinking models may be silent for long. */
  firstByteMs?: number;
  /** Between two pieces. Only time spent waiting for the service counts. Default 240,000. */
  idleMs?: number;
  /** For the whole reply. Default 3,600,000: the service's longest. */
  totalMs?: number;
};
