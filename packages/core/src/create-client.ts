import { normaliseBaseURL } from "@qwire/protocol/client";
import type { ChatCompletion, ChatRequest, ModelList } from "@qwire/protocol";
import { createChatCall } from "./chat/chat-call.ts";
import type { CallOptions } from "./chat/chat-call.ts";
import { createChatParse } from "./output/chat-parse.ts";
import type { ChatParse } from "./output/chat-parse.ts";
import { toOutputSettings } from "./output/output-options.ts";
import type { OutputOptions, ParseOptions, ParseRequest, RunOutputOf } from "./output/output-options.ts";
import { createChatRun } from "./run/chat-run.ts";
import type { ChatRun } from "./run/chat-run.ts";
import { createChatStream } from "./chat/chat-stream.ts";
import type { ChatStream } from "./chat/chat-stream.ts";
import { createChunkStream } from "./chat/chunk-stream.ts";
import type { ChunkStream } from "./chat/chunk-stream.ts";
import { createCompletion } from "./chat/create-completion.ts";
import type { Decisions } from "./run/decisions.ts";
import { toCallOptions, toRunSettings } from "./run/run-options.ts";
import type { RunOptions, RunRequest } from "./run/run-options.ts";
import type { RunState } from "./run/run-state.ts";
import { withUsage } from "./chat/with-usage.ts";
import type { ApiKey, Connection } from "./request/connection.ts";
import { createOneShotChanges } from "./request/one-shot-changes.ts";
import { listModels } from "./chat/list-models.ts";
import type { AnyTool } from "./tools/define-tool.ts";
import type { InputSchema, OutputOf } from "./tools/standard-schema.ts";
import type { Transport } from "./transport.ts";
import { systemClock } from "./wait.ts";
import type { Clock } from "./wait.ts";

/** What a client needs to know, and how its calls behave unless they say otherwise. */
export type ClientOptions = {
  /** Such as `modelStudio({ region }).baseURL`; a trailing `/chat/completions` is taken off. */
  baseURL: string;
  /** A key, or a function that fetches one. Missing: every call fails with `missing_api_key`. */
  apiKey: ApiKey;
  /** Carries the bytes: `fetchTransport()` and its siblings in `@qwire/adapters`. */
  transport: Transport;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** The clock and the die; for tests. */
  clock?: Clock;
} & Omit<CallOptions, "signal">;

/** A request to `stream()` and `run()`, which stream by themselves. */
export type StreamRequest = Omit<ChatRequest, "stream">;

/** The chat interface of one place. */
export type Client = {
  chat: {
    completions: {
      /** The wire's own chunks; resolves when the reply begins to say something. Sends nothing but what is asked. */
      create(request: ChatRequest & { stream: true }, options?: CallOptions): Promise<ChunkStream>;
      /** A whole reply. */
      create(request: ChatRequest & { stream?: false | null }, options?: CallOptions): Promise<ChatCompletion>;
      /** Either, where only the request knows. */
      create(request: ChatRequest, options?: CallOptions): Promise<ChunkStream | ChatCompletion>;
      /** A reply as events, while it arrives. */
      stream(request: StreamRequest, options?: CallOptions): ChatStream;
      /**
       * An answer that is JSON of a schema: checked, typed, and an object that grows while it arrives.
       *
       * @throws TypeError where the schema is not that of an object, or does not tell its JSON Schema.
       * @example const { output } = await client.chat.completions.parse(request, { output: z.object({ city: z.string() }) }).result();
       */
      parse<Schema extends InputSchema>(
        request: ParseRequest,
        options: ParseOptions<Schema>,
      ): ChatParse<OutputOf<Schema>>;
      /** A conversation in which the model calls tools until it has its answer. */
      run<const Tools extends readonly AnyTool[], Schema extends InputSchema = never>(
        request: RunRequest,
        options: RunOptions<Tools> & Partial<OutputOptions<Schema>>,
      ): ChatRun<Tools, RunOutputOf<Schema>>;
      /**
       * Goes on with a run that has paused, here or in another process: runs what was agreed to, tells the model what was
       * refused, and asks it on. Give it the tools again, and what else `run()` was given in its options.
       *
       * @param decisions by the `toolCallId` of each call that waits: `true`, `false`, or `{ approve: false, reason }`.
       */
      resume<const Tools extends readonly AnyTool[], Schema extends InputSchema = never>(
        state: RunState,
        decisions: Decisions,
        options: RunOptions<Tools> & Partial<OutputOptions<Schema>>,
      ): ChatRun<Tools, RunOutputOf<Schema>>;
    };
  };
  models: {
    /** What the key sees. Being listed does not mean the key may use it. */
    list(options?: CallOptions): Promise<ModelList>;
  };
};

/**
 * Makes a client. It holds no connection: make one and share it, or many.
 *
 * @throws TypeError when `baseURL` is not a URL or `transport` is missing.
 */
export function createClient(options: ClientOptions): Client {
  const { baseURL, apiKey, transport, headers = {}, clock = systemClock, ...defaults } = options;
  if (typeof transport !== "function") {
    throw new TypeError('createClient needs a transport, such as fetchTransport() from "@qwire/adapters/fetch".');
  }
  const changes = createOneShotChanges();
  const connection: Connection = { baseURL: normaliseBaseURL(baseURL), apiKey, headers, transport, clock, changes };

  const merged = (own: CallOptions = {}): CallOptions => ({
    ...withoutEmpty(defaults),
    ...withoutEmpty(own),
    timeouts: { ...withoutEmpty(defaults.timeouts), ...withoutEmpty(own.timeouts) },
    limits: { ...withoutEmpty(defaults.limits), ...withoutEmpty(own.limits) },
  });

  function create(request: ChatRequest & { stream: true }, own?: CallOptions): Promise<ChunkStream>;
  function create(request: ChatRequest & { stream?: false | null }, own?: CallOptions): Promise<ChatCompletion>;
  function create(request: ChatRequest, own?: CallOptions): Promise<ChunkStream | ChatCompletion>;
  function create(request: ChatRequest, own?: CallOptions): Promise<ChunkStream | ChatCompletion> {
    const call = createChatCall(connection, request, merged(own));
    return request.stream === true ? createChunkStream(call) : createCompletion(call);
  }

  return {
    chat: {
      completions: {
        create,
        stream: (request, own) =>
          createChatStream(createChatCall(connection, withUsage({ ...request, stream: true }), merged(own))),
        parse: (request, own) =>
          createChatParse({
            call: createChatCall(connection, request, merged(toCallOptions(own))),
            ...toOutputSettings(own),
          }),
        run: (request, own) => {
          const call = createChatCall(connection, request, { ...merged(toCallOptions(own)), kind: "run" });
          return createChatRun({ call, settings: toRunSettings(own), paused: null });
        },
        resume: (state, decisions, own) => {
          const call = createChatCall(connection, noRequest, { ...merged(toCallOptions(own)), kind: "run" });
          return createChatRun({ call, settings: toRunSettings(own), paused: { state, decisions } });
        },
      },
    },
    models: { list: (own) => listModels(createChatCall(connection, noRequest, merged(own))) },
  };
}

/** Of a call that has no request, or not yet. */
const noRequest: ChatRequest = { model: "", messages: [] };

/** An option that is `undefined` was not given. */
function withoutEmpty<T extends object>(options: T | undefined): Partial<T> {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  // A boundary: TypeScript types the entries of any object as strings.
  return Object.fromEntries(given) as Partial<T>;
}
