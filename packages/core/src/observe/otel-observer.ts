import { context, metrics, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Attributes, Context, MeterProvider, Span, TracerProvider } from "@opentelemetry/api";
import type { Usage } from "@qwire/protocol";
import type { Observe } from "../chat/call-watch.ts";
import type { CallEvent, SeenCall } from "./call-event.ts";
import type { ContentListener } from "./content-listener.ts";
import { argumentsContent, replyContent, requestContent, resultContent } from "./genai-content.ts";
import type { ContentAttributes } from "./genai-content.ts";
import { contentObserver } from "./observer.ts";
import { createOtelMetrics } from "./otel-metrics.ts";

/** Where spans and metrics go. */
export type OtelOptions = {
  /** Default: the global one. */
  tracerProvider?: TracerProvider;
  meterProvider?: MeterProvider;
  /** `gen_ai.provider.name`. Default `alibaba_cloud`. */
  provider?: string;
  /**
   * Whether spans hold messages, tool definitions, arguments and results: personal data, often. Default `false`. Never a key
   * nor a header. Of images, sounds and films only kind and size, or their address without its query.
   */
  content?: boolean;
  /** Most characters of one such attribute; the rest is left out, and `qwire.content.truncated` names it. Default 16,384. */
  maxContentChars?: number;
};

const scope = "@qwire/core";

/**
 * OpenTelemetry spans and metrics of every call, by the semantic conventions for generative AI (version 0.1.0, the first of their
 * own): a `chat` span for each reply, an `invoke_agent` span for each run above its steps and `execute_tool` spans; tokens,
 * durations, time to the first chunk and calls of a run. No message, no argument and no result is in them, unless `content` is `true`.
 *
 * @example createClient({ observe: otelObserver() })
 *
 * @throws TypeError where `maxContentChars` is no whole number of at least 64.
 */
export function otelObserver({
  tracerProvider,
  meterProvider,
  provider = "alibaba_cloud",
  content = false,
  maxContentChars = 16_384,
}: OtelOptions = {}): Observe {
  if (!Number.isInteger(maxContentChars) || maxContentChars < 64) {
    throw new TypeError("maxContentChars is a number of characters: whole, and at least 64.");
  }
  const tracer = (tracerProvider ?? trace.getTracerProvider()).getTracer(scope);
  const measured = createOtelMetrics((meterProvider ?? metrics.getMeterProvider()).getMeter(scope));
  const open = new WeakMap<SeenCall, OpenCall>();

  const begin = (call: SeenCall): void => {
    const run = call.parent === null ? undefined : open.get(call.parent);
    if (run !== undefined) run.calls.inference += 1;
    const parent = run?.context ?? context.active();
    const isRun = call.kind === "run";
    const model = { "gen_ai.request.model": call.model };
    // A run happens here; only its replies are asked of somebody.
    const shared: Attributes = isRun
      ? { "gen_ai.operation.name": "invoke_agent", ...model }
      : { "gen_ai.operation.name": "chat", "gen_ai.provider.name": provider, ...model, ...serverOf(call.origin) };
    const name = isRun ? "invoke_agent" : `chat ${call.model}`;
    const kind = isRun ? SpanKind.INTERNAL : SpanKind.CLIENT;
    const span = tracer.startSpan(name, { kind, attributes: shared }, parent);
    const calls = { inference: 0, tools: 0 };
    open.set(call, { span, context: trace.setSpan(parent, span), shared, tools: new Map(), isStream: false, calls });
  };

  const told = (event: CallEvent): void => {
    if (event.type === "start") return begin(event.call);
    const own = open.get(event.call);
    if (own === undefined) return;
    const { span, shared, tools } = own;
    switch (event.type) {
      case "request": {
        own.isStream = event.request.stream;
        span.setAttributes(requestAttributes(event.request));
        return;
      }
      case "response": {
        const elapsed = event.elapsedMs / 1000;
        if (!own.isStream) return;
        span.setAttribute("gen_ai.response.time_to_first_chunk", elapsed);
        return measured.firstChunk(elapsed, shared);
      }
      case "retry":
        span.addEvent("retry", { "error.type": event.code, attempt: event.attempt, wait_ms: event.waitMs });
        return;
      case "tool-start": {
        const attributes: Attributes = {
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.name": event.name,
          "gen_ai.tool.call.id": event.toolCallId,
          "gen_ai.tool.type": "function",
        };
        const tool = tracer.startSpan(`execute_tool ${event.name}`, { attributes }, own.context);
        tools.set(event.toolCallId, { span: tool, name: event.name, begunMs: event.elapsedMs });
        own.calls.tools += 1;
        return;
      }
      case "tool-end": {
        const tool = tools.get(event.toolCallId);
        tools.delete(event.toolCallId);
        // Called all the same, and never begun.
        if (tool === undefined) own.calls.tools += 1;
        else endTool(tool, event.failure, event.elapsedMs);
        return;
      }
      case "end": {
        // Given up with the run: their own end is not waited for.
        for (const tool of tools.values()) endTool(tool, "aborted", event.elapsedMs);
        span.setAttributes(endAttributes(event));
        const error = event.code ?? (event.outcome === "failed" ? "unknown" : null);
        if (error !== null) fail(span, error);
        const elapsed = event.elapsedMs / 1000;
        const failure: Attributes = error === null ? {} : { "error.type": error };
        if (event.call.kind === "chat") measured.inference(elapsed, event.usage, { ...shared, ...failure });
        else measured.agent(elapsed, own.calls, { "gen_ai.request.model": event.call.model, ...failure });
        open.delete(event.call);
        return span.end();
      }
    }
  };
  const endTool = ({ span, name, begunMs }: OpenTool, error: string | null, atMs: number): void => {
    const facts: Attributes = { "gen_ai.tool.name": name, "gen_ai.tool.type": "function" };
    if (error !== null) fail(span, error);
    // One that there is not has never run, and models make up any name.
    if (error !== "unknown-tool")
      measured.tool((atMs - begunMs) / 1000, error === null ? facts : { ...facts, "error.type": error });
    span.end();
  };
  // Only `true`: content is not recorded by a slip of type, such as the text "false" of an environment.
  return contentObserver(told, content === true ? recordContent(open, maxContentChars) : null);
}

/** Puts what is said on the spans. What is not sampled is not written out. */
function recordContent(open: WeakMap<SeenCall, OpenCall>, maxChars: number): ContentListener {
  const cutOn = new WeakMap<Span, Set<string>>();
  const record = (span: Span | undefined, write: () => ContentAttributes): void => {
    if (span === undefined || !span.isRecording()) return;
    const { texts, cut } = write();
    span.setAttributes(texts);
    if (cut.length === 0) return;
    const names = new Set([...(cutOn.get(span) ?? []), ...cut]);
    cutOn.set(span, names);
    span.setAttribute("qwire.content.truncated", [...names]);
  };
  return {
    request: (call, request) => record(open.get(call)?.span, () => requestContent(request, maxChars)),
    reply: (call, reply, cutBy) => record(open.get(call)?.span, () => replyContent(reply, cutBy, maxChars)),
    toolCall: (call, { toolCallId, arguments: text }) =>
      record(open.get(call)?.tools.get(toolCallId)?.span, () => argumentsContent(text, maxChars)),
    toolResult: (call, { toolCallId }, outcome) =>
      record(open.get(call)?.tools.get(toolCallId)?.span, () => resultContent(outcome, maxChars)),
  };
}

type OpenCall = {
  span: Span;
  context: Context;
  shared: Attributes;
  tools: Map<string, OpenTool>;
  isStream: boolean;
  /** How many replies and tools a run has asked for. */
  calls: { inference: number; tools: number };
};

type OpenTool = {
  span: Span;
  name: string;
  /** Since its run began. */
  begunMs: number;
};

function fail(span: Span, code: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: code }).setAttribute("error.type", code);
}

function serverOf(origin: string): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return { "server.address": hostname, "server.port": Number(port || (protocol === "http:" ? 80 : 443)) };
}

function requestAttributes(request: Extract<CallEvent, { type: "request" }>["request"]): Attributes {
  return withoutNull({
    // Another one after a fallback.
    "gen_ai.request.model": request.model,
    "gen_ai.request.temperature": request.temperature,
    "gen_ai.request.top_p": request.topP,
    "gen_ai.request.presence_penalty": request.presencePenalty,
    "gen_ai.request.max_tokens": request.maxTokens,
    "gen_ai.request.top_k": request.topK,
    "gen_ai.request.seed": request.seed,
    "gen_ai.request.reasoning.level": request.reasoningEffort,
    "gen_ai.request.choice.count": request.choices === 1 ? null : request.choices,
    "gen_ai.request.stream": request.stream,
    "gen_ai.output.type": request.format === "text" ? "text" : "json",
  });
}

function endAttributes(event: Extract<CallEvent, { type: "end" }>): Attributes {
  const { call, replyId, replyModel, finishReasons, usage, requestId, outcome } = event;
  const isChat = call.kind === "chat";
  return withoutNull({
    "gen_ai.response.id": replyId,
    "gen_ai.response.model": replyModel,
    "gen_ai.response.finish_reasons": finishReasons.length > 0 ? [...finishReasons] : null,
    "gen_ai.usage.input_tokens": usage?.prompt_tokens ?? null,
    "gen_ai.usage.output_tokens": usage?.completion_tokens ?? null,
    ...(isChat && usage !== null ? partsOf(usage) : {}),
    "qwire.request_id": requestId,
    "qwire.outcome": outcome,
  });
}

/** Parts of a reply's tokens, as far as the service tells them. */
function partsOf({ prompt_tokens_details: asked, completion_tokens_details: said }: Usage): {
  [name: string]: unknown;
} {
  return {
    "gen_ai.usage.cache_read.input_tokens": asked?.cached_tokens ?? null,
    "gen_ai.usage.cache_write.input_tokens": asked?.cache_creation_input_tokens ?? null,
    "gen_ai.usage.text.input_tokens": asked?.text_tokens ?? null,
    "gen_ai.usage.image.input_tokens": asked?.image_tokens ?? null,
    "gen_ai.usage.audio.input_tokens": asked?.audio_tokens ?? null,
    "gen_ai.usage.reasoning.output_tokens": said?.reasoning_tokens ?? null,
    "gen_ai.usage.text.output_tokens": said?.text_tokens ?? null,
    "gen_ai.usage.audio.output_tokens": said?.audio_tokens ?? null,
  };
}

function withoutNull(attributes: { [name: string]: unknown }): Attributes {
  // A boundary: texts, numbers, flags and lists of texts, as they are written above.
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Attributes;
}
