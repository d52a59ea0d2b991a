import { context, metrics, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Attributes, Context, MeterProvider, Span, TracerProvider } from "@opentelemetry/api";
import type { Observe } from "../chat/call-watch.ts";
import type { CallEvent, SeenCall } from "./call-event.ts";
import type { ContentListener } from "./content-listener.ts";
import { argumentsContent, replyContent, requestContent, resultContent } from "./genai-content.ts";
import type { ContentAttributes } from "./genai-content.ts";
import { contentObserver } from "./observer.ts";

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
 * OpenTelemetry spans and metrics of every call, by the semantic conventions for generative AI: a `chat` span for each reply, an
 * `invoke_agent` span for each run above its steps and `execute_tool` spans; token usage, duration and time to the first
 * chunk. No message, no argument and no result is in them, unless `content` is `true`.
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
  const meter = (meterProvider ?? metrics.getMeterProvider()).getMeter(scope);
  const tokens = meter.createHistogram("gen_ai.client.token.usage", {
    unit: "{token}",
    description: "Tokens of a reply.",
    advice: { explicitBucketBoundaries: powersOf(4, 14) },
  });
  const seconds = { unit: "s", advice: { explicitBucketBoundaries: durations } };
  const duration = meter.createHistogram("gen_ai.client.operation.duration", {
    ...seconds,
    description: "How long a call took.",
  });
  const firstChunk = meter.createHistogram("gen_ai.client.operation.time_to_first_chunk", {
    ...seconds,
    description: "How long a stream took to begin to say something.",
  });
  const open = new WeakMap<SeenCall, OpenCall>();

  const begin = (call: SeenCall): void => {
    const parent = (call.parent && open.get(call.parent)?.context) ?? context.active();
    const operation = call.kind === "run" ? "invoke_agent" : "chat";
    const shared: Attributes = {
      "gen_ai.operation.name": operation,
      "gen_ai.provider.name": provider,
      "gen_ai.request.model": call.model,
      ...serverOf(call.origin),
    };
    const name = call.kind === "run" ? operation : `${operation} ${call.model}`;
    const kind = call.kind === "run" ? SpanKind.INTERNAL : SpanKind.CLIENT;
    const span = tracer.startSpan(name, { kind, attributes: shared }, parent);
    open.set(call, { span, context: trace.setSpan(parent, span), shared, tools: new Map(), isStream: false });
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
        return firstChunk.record(elapsed, shared);
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
        tools.set(event.toolCallId, tracer.startSpan(`execute_tool ${event.name}`, { attributes }, own.context));
        return;
      }
      case "tool-end": {
        const tool = tools.get(event.toolCallId);
        tools.delete(event.toolCallId);
        if (event.failure !== null) fail(tool, event.failure);
        return tool?.end();
      }
      case "end": {
        // Given up with the run: their own end is not waited for.
        for (const tool of tools.values()) {
          fail(tool, "aborted");
          tool.end();
        }
        span.setAttributes(endAttributes(event));
        if (event.code !== null || event.outcome === "failed") fail(span, event.code ?? "unknown");
        const facts = event.code === null ? shared : { ...shared, "error.type": event.code };
        duration.record(event.elapsedMs / 1000, facts);
        // A run's tokens are those of its steps.
        if (event.usage !== null && event.call.kind === "chat") {
          tokens.record(event.usage.prompt_tokens, { ...shared, "gen_ai.token.type": "input" });
          tokens.record(event.usage.completion_tokens, { ...shared, "gen_ai.token.type": "output" });
        }
        open.delete(event.call);
        return span.end();
      }
    }
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
      record(open.get(call)?.tools.get(toolCallId), () => argumentsContent(text, maxChars)),
    toolResult: (call, { toolCallId }, outcome) =>
      record(open.get(call)?.tools.get(toolCallId), () => resultContent(outcome, maxChars)),
  };
}

type OpenCall = { span: Span; context: Context; shared: Attributes; tools: Map<string, Span>; isStream: boolean };

function fail(span: Span | undefined, code: string): void {
  span?.setStatus({ code: SpanStatusCode.ERROR, message: code }).setAttribute("error.type", code);
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
    "gen_ai.request.choice.count": request.choices === 1 ? null : request.choices,
    "gen_ai.request.stream": request.stream,
    "gen_ai.output.type": request.format === "text" ? "text" : "json",
  });
}

function endAttributes(event: Extract<CallEvent, { type: "end" }>): Attributes {
  const { replyId, replyModel, finishReasons, usage, requestId, outcome } = event;
  return withoutNull({
    "gen_ai.response.id": replyId,
    "gen_ai.response.model": replyModel,
    "gen_ai.response.finish_reasons": finishReasons.length > 0 ? [...finishReasons] : null,
    "gen_ai.usage.input_tokens": usage?.prompt_tokens ?? null,
    "gen_ai.usage.output_tokens": usage?.completion_tokens ?? null,
    "gen_ai.usage.cache_read.input_tokens": usage?.prompt_tokens_details?.cached_tokens ?? null,
    "qwire.request_id": requestId,
    "qwire.outcome": outcome,
  });
}

function withoutNull(attributes: { [name: string]: unknown }): Attributes {
  // A boundary: texts, numbers, flags and lists of texts, as they are written above.
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as Attributes;
}

/** Bounds the conventions advise: seconds, doubling. */
const durations: number[] = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

function powersOf(base: number, count: number): number[] {
  return Array.from({ length: count }, (_, power) => base ** power);
}
