// The real SDK, with exporters that keep everything in memory.
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  StackContextManager,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { describe, expect, it } from "vitest";
import { otelObserver } from "../../src/otel.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { asks, says } from "../fixtures/tools.ts";
import { json, stream } from "../fixtures/transport.ts";
import type { Answer } from "../fixtures/transport.ts";
import { chunk, done, errorBody, sse, usageChunk } from "../fixtures/wire.ts";

function traced(answers: Answer[], options: object = {}) {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const observe = otelObserver({ tracerProvider, meterProvider });
  return {
    ...chatWith(answers, { observe, ...options }),
    tracerProvider,
    spans: () => spans.getFinishedSpans(),
    async metrics() {
      await reader.forceFlush();
      return exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
    },
  };
}

/** A tree as indented names, in the order the spans began. */
function treeOf(spans: readonly ReadableSpan[], parent?: string, indent = ""): string[] {
  return spans
    .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)
    .toSorted((a, b) => a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1])
    .flatMap((span) => [`${indent}${span.name}`, ...treeOf(spans, span.spanContext().spanId, `${indent}  `)]);
}

const reply = stream(sse(chunk({ content: "hi" }), chunk({}, "stop"), usageChunk, done));

describe("otelObserver", () => {
  it("makes one tree of a run, its steps and its tools", async () => {
    const clock = defineTool({ name: "clock", description: "", run: () => "noon" });
    const { chat, spans } = traced([asks(["a", "clock", "{}"]), reply]);
    await chat.run(request, { tools: [clock] }).result();
    expect(treeOf(spans())).toEqual(["invoke_agent", "  chat qwen-plus", "  execute_tool clock", "  chat qwen-plus"]);
    const traces = new Set(spans().map((span) => span.spanContext().traceId));
    expect(traces.size).toBe(1);
    expect(spans().find(({ name }) => name.startsWith("execute_tool"))?.attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "clock",
      "gen_ai.tool.call.id": "a",
      "gen_ai.tool.type": "function",
    });
  });

  it("names what was asked and what came of it", async () => {
    const { chat, spans } = traced([reply]);
    await all(chat.stream({ ...request, temperature: 0.5, max_tokens: 9 }));
    const [span] = spans();
    expect(span?.kind).toBe(SpanKind.CLIENT);
    expect(span?.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "alibaba_cloud",
      "gen_ai.request.model": "qwen-plus",
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.max_tokens": 9,
      "gen_ai.response.model": "qwen-plus",
      "gen_ai.response.finish_reasons": ["stop"],
      "server.address": "qwen.test",
      "server.port": 443,
    });
    expect(span?.attributes["gen_ai.usage.output_tokens"]).toBeGreaterThan(0);
    expect(span?.attributes["gen_ai.response.time_to_first_chunk"]).toBeGreaterThanOrEqual(0);
  });

  it("stands under the span of whoever calls", async () => {
    const { chat, spans, tracerProvider } = traced([reply]);
    context.setGlobalContextManager(new StackContextManager().enable());
    const above = tracerProvider.getTracer("app").startSpan("request");
    const stream = chat.stream(request);
    await context.with(trace.setSpan(context.active(), above), () => stream.completion());
    above.end();
    context.disable();
    expect(treeOf(spans())).toEqual(["request", "  chat qwen-plus"]);
  });

  it("tells failures and retries", async () => {
    const again = ({ attempt }: { attempt: number }) => (attempt > 1 ? null : { waitMs: 0 });
    const { chat, spans } = traced([json(errorBody("x"), 500), json(errorBody("invalid_api_key"), 401)], {
      retry: again,
    });
    await failure(chat.create(request));
    const [span] = spans();
    expect(span?.events.map(({ name }) => name)).toEqual(["retry"]);
    expect(span?.status.code).toBe(SpanStatusCode.ERROR);
    expect(span?.attributes["error.type"]).toBe("invalid_api_key");
  });

  it("ends the spans of tools that are given up with their run", async () => {
    const slow = defineTool({ name: "slow", description: "", run: () => new Promise(() => undefined) });
    const { chat, spans } = traced([asks(["a", "slow", "{}"])]);
    for await (const event of chat.run(request, { tools: [slow] })) if (event.type === "tool-start") break;
    expect(
      spans()
        .map(({ name, status }) => [name, status.code])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ["chat qwen-plus", SpanStatusCode.UNSET],
      ["execute_tool slow", SpanStatusCode.ERROR],
      ["invoke_agent", SpanStatusCode.ERROR],
    ]);
  });

  it("counts tokens, durations and first chunks", async () => {
    const { chat, metrics } = traced([reply, says("no usage")]);
    await all(chat.stream(request));
    await chat.create(request);
    const told = await metrics();
    expect(told.map(({ descriptor }) => `${descriptor.name} ${descriptor.unit}`).toSorted()).toEqual([
      "gen_ai.client.inference.duration s",
      "gen_ai.client.inference.operation.input_tokens {token}",
      "gen_ai.client.inference.operation.output_tokens {token}",
      "gen_ai.client.inference.time_to_first_chunk s",
      "gen_ai.client.inference.usage.cache_read.input_tokens {token}",
      "gen_ai.client.inference.usage.cache_write.input_tokens {token}",
      "gen_ai.client.inference.usage.input_tokens {token}",
      "gen_ai.client.inference.usage.output_tokens {token}",
      "gen_ai.client.inference.usage.reasoning.output_tokens {token}",
    ]);
    const pointsOf = (name: string) => told.find(({ descriptor }) => descriptor.name.endsWith(name))?.dataPoints ?? [];
    expect(pointsOf("inference.duration")[0]?.value).toMatchObject({ count: 2 });
    // The reply without usage counts as nothing spent.
    expect(pointsOf("operation.output_tokens")[0]?.value).toMatchObject({ count: 2, min: 0 });
    expect(pointsOf("usage.output_tokens").map(({ attributes }) => attributes)).toEqual([
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "alibaba_cloud",
        "gen_ai.request.model": "qwen-plus",
        "gen_ai.token.modality": "unknown",
        "server.address": "qwen.test",
        "server.port": 443,
      },
    ]);
  });

  it("tells tokens by their kind, where the service does", async () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 30,
      total_tokens: 130,
      prompt_tokens_details: { cached_tokens: 40, text_tokens: 25, image_tokens: 70, cache_creation_input_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 12, text_tokens: 99 },
    };
    const { chat, spans, metrics } = traced([
      stream(sse(chunk({ content: "hi" }), chunk({}, "stop"), { ...usageChunk, usage }, done)),
    ]);
    await all(chat.stream({ ...request, seed: 7, top_k: 20, reasoning_effort: "low" }));
    const spent = new Map(
      (await metrics()).flatMap(({ descriptor: { name }, dataPoints }) =>
        dataPoints.map(({ attributes, value }) => [
          `${name.replace("gen_ai.client.inference.", "")} ${String(attributes["gen_ai.token.modality"])}`,
          value,
        ]),
      ),
    );
    expect(Object.fromEntries([...spent].filter(([name]) => String(name).startsWith("usage.")))).toEqual({
      "usage.input_tokens text": 25,
      "usage.input_tokens image": 70,
      "usage.input_tokens unknown": 5,
      // Its parts are more than the whole.
      "usage.output_tokens unknown": 30,
      "usage.cache_read.input_tokens unknown": 40,
      "usage.cache_write.input_tokens unknown": 8,
      "usage.reasoning.output_tokens unknown": 12,
    });
    expect(spans()[0]?.attributes).toMatchObject({
      "gen_ai.request.seed": 7,
      "gen_ai.request.top_k": 20,
      "gen_ai.request.reasoning.level": "low",
      "gen_ai.usage.cache_read.input_tokens": 40,
      "gen_ai.usage.cache_write.input_tokens": 8,
      "gen_ai.usage.image.input_tokens": 70,
      "gen_ai.usage.reasoning.output_tokens": 12,
    });
  });

  it("measures runs and their tools, failed ones and unknown ones too", async () => {
    const tools = [
      defineTool({ name: "clock", description: "", run: () => "noon" }),
      defineTool({ name: "broken", description: "", run: () => Promise.reject(new Error("x")) }),
    ];
    const { chat, spans, metrics } = traced([
      asks(["a", "clock", "{}"], ["b", "broken", "{}"], ["c", "nobody", "{}"]),
      reply,
    ]);
    await chat.run(request, { tools }).result();
    const told = await metrics();
    const pointsOf = (name: string) =>
      told
        .filter(({ descriptor }) => descriptor.name === `gen_ai.${name}`)
        .flatMap(({ dataPoints }) => dataPoints.map(({ attributes, value }) => ({ ...attributes, value })));
    const once = { value: expect.objectContaining({ count: 1 }) };
    expect(pointsOf("execute_tool.duration")).toEqual([
      { "gen_ai.tool.name": "clock", "gen_ai.tool.type": "function", ...once },
      { "gen_ai.tool.name": "broken", "gen_ai.tool.type": "function", "error.type": "thrown", ...once },
    ]);
    expect(pointsOf("invoke_agent.duration")).toEqual([{ "gen_ai.request.model": "qwen-plus", ...once }]);
    expect(pointsOf("invoke_agent.inference_calls")).toEqual([
      { value: expect.objectContaining({ count: 1, sum: 2 }) },
    ]);
    expect(pointsOf("invoke_agent.tool_calls")).toEqual([{ value: expect.objectContaining({ count: 1, sum: 3 }) }]);
    const run = spans().find(({ name }) => name === "invoke_agent")?.attributes;
    expect(run).not.toHaveProperty("gen_ai.provider.name");
    expect(run?.["gen_ai.usage.input_tokens"]).toBeGreaterThan(0);
  });
});
