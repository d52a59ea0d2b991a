import { encodeJson, normaliseBaseURL } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";
import type { Engine, Turn } from "../../emulator/engine.ts";
import type { Step } from "../../emulator/step.ts";
import { fetchTransport } from "../../gateway/fetch-transport.ts";
import type { GatewayReply, GatewayTransport } from "../../gateway/transport.ts";
import { jsonType } from "../../http/service-headers.ts";
import { readEvents } from "./read-events.ts";
import { createStepReader } from "./step-reader.ts";
import { upstreamFailure, unreachable } from "./upstream-failures.ts";

/** A server to answer from. */
export type UpstreamOptions = {
  /** Its base URL, such as `http://127.0.0.1:11434/v1`; `/chat/completions` comes behind it. */
  baseURL: string;
  /** Its key. Default: none. Never in an error, in the journal or on a tape. */
  apiKey?: string;
  /** The name it knows its model by. Default: the one that was asked for. */
  model?: string | ((asked: string) => string);
  /**
   * `steps` (default): what it says is told in the dialect of the model that was asked for. `frames`: its payloads are
   * handed on as they stand, to see or to record what it really sends.
   */
  as?: "steps" | "frames";
  /** How it is asked. Default: the runtime's own `fetch`. */
  fetch?(url: string, init: RequestInit): Promise<Response>;
  /** The same as plain data: `httpTransport()` of `@qwire/server/node`, or any transport of `@qwire/adapters`. */
  transport?: GatewayTransport;
};

/**
 * An engine that answers from any server that speaks OpenAI's chat completions (Ollama, llama.cpp, vLLM, the real
 * service), behind the emulator's rules, limits and faults.
 *
 * @throws TypeError on a base URL that is none
 * @example createEmulator({ engine: upstream({ baseURL: "http://127.0.0.1:11434/v1", model: "qwen3:8b" }), models: "any" })
 */
export function upstream(options: UpstreamOptions): Engine {
  const url = `${normaliseBaseURL(options.baseURL)}/chat/completions`;
  const send = options.transport ?? fetchTransport(options.fetch);
  const asFrames = options.as === "frames";
  return async function* (request, turn): AsyncGenerator<Step, void> {
    // Its own choices stand in its frames already.
    if (asFrames && turn.choice > 0) return yield { frame: null };
    const body = encodeJson(asFrames ? named(request, options) : forOneChoice(named(request, options)));
    let reply: GatewayReply;
    try {
      reply = await send({ method: "POST", url, headers: headersOf(options), body }, turn.signal);
    } catch {
      return yield unreachable(url);
    }
    yield* answer(reply, { request, turn, asFrames, url });
  };
}

type Answering = { request: ChatRequest; turn: Turn; asFrames: boolean; url: string };

async function* answer(reply: GatewayReply, { turn, asFrames, url }: Answering): AsyncGenerator<Step, void> {
  const isStream = /\bevent-stream\b/i.test(reply.headers.get("content-type") ?? "");
  const { signal } = turn;
  try {
    if (reply.status < 200 || reply.status > 299) return yield upstreamFailure(reply.status, await wholeOf(reply));
    if (!isStream) return yield* answerWhole(await wholeOf(reply), asFrames);
    if (asFrames) yield* framesOf(reply);
    else yield* stepsOf(reply);
  } catch {
    // Its connection broke: so does ours.
    yield signal.aborted ? { cut: "close" } : unreachable(url);
  }
}

/** Payloads as they come. One that has no `[DONE]` at its end was cut. */
async function* framesOf(reply: GatewayReply): AsyncGenerator<Step, void> {
  try {
    for await (const payload of readEvents(reply)) {
      if (payload === "[DONE]") return;
      yield { frame: payload };
    }
  } catch {
    return yield { cut: "reset" };
  }
  yield { cut: "close" };
}

async function* stepsOf(reply: GatewayReply): AsyncGenerator<Step, void> {
  const reader = createStepReader();
  try {
    for await (const payload of readEvents(reply)) {
      if (payload === "[DONE]") break;
      for (const step of reader.read(payload)) {
        yield step;
        if ("fail" in step) return;
      }
    }
  } catch {
    return yield { cut: "reset" };
  }
  yield* reader.end();
}

function* answerWhole(text: string, asFrames: boolean): Generator<Step, void> {
  if (asFrames) return yield { frame: text };
  const reader = createStepReader();
  yield* reader.readWhole(text);
  yield* reader.end();
}

async function wholeOf({ body }: GatewayReply): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body ?? []) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function named(request: ChatRequest, { model }: UpstreamOptions): ChatRequest {
  if (model === undefined) return request;
  return { ...request, model: typeof model === "string" ? model : model(request.model) };
}

/** Each choice is asked for by itself, and the usage is always wanted. */
function forOneChoice(request: ChatRequest): ChatRequest {
  const { n: _, ...one } = request;
  if (one.stream !== true) return one;
  return { ...one, stream_options: { ...one.stream_options, include_usage: true } };
}

function headersOf({ apiKey }: UpstreamOptions): Record<string, string> {
  const plain = { "content-type": jsonType, accept: "application/json, text/event-stream" };
  return apiKey === undefined ? plain : { ...plain, authorization: `Bearer ${apiKey}` };
}
