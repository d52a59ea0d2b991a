import type { Attributes, Meter } from "@opentelemetry/api";
import type { Usage } from "@qwire/protocol";

/** The metrics of the semantic conventions for generative AI, version 0.1.0. Times in seconds. */
export type OtelMetrics = {
  /** A stream has begun to say something. */
  firstChunk(seconds: number, of: Attributes): void;
  /** A reply has ended, or failed: without usage it counts as nothing spent, as the conventions ask. */
  inference(seconds: number, usage: Usage | null, of: Attributes): void;
  /** A run has ended. @param calls how many replies it has asked for, and how many tools it has called, failed ones too. */
  agent(seconds: number, calls: { inference: number; tools: number }, of: Attributes): void;
  tool(seconds: number, of: Attributes): void;
};

/** Makes the instruments, with the bounds the conventions advise. */
export function createOtelMetrics(meter: Meter): OtelMetrics {
  const histogram = (name: string, options: { description: string; unit: string; bounds: number[] }) => {
    const { description, unit, bounds } = options;
    return meter.createHistogram(`gen_ai.${name}`, { description, unit, advice: { explicitBucketBoundaries: bounds } });
  };
  const seconds = (name: string, description: string) =>
    histogram(name, { description, unit: "s", bounds: growing(0.01, 2, 14) });
  const perRun = (what: string, description: string) =>
    histogram(`invoke_agent.${what}s`, { description, unit: `{${what}}`, bounds: growing(1, 2, 8) });
  const perReply = (name: string, description: string) =>
    histogram(`client.inference.operation.${name}`, { description, unit: "{token}", bounds: growing(1, 4, 14) });
  const spent = (name: string, description: string) =>
    meter.createCounter(`gen_ai.client.inference.usage.${name}`, { description, unit: "{token}" });

  const duration = seconds("client.inference.duration", "How long a reply took.");
  const firstChunk = seconds(
    "client.inference.time_to_first_chunk",
    "How long a stream took to begin to say something.",
  );
  const agentDuration = seconds("invoke_agent.duration", "How long a run took.");
  const toolDuration = seconds("execute_tool.duration", "How long a tool took.");
  const replies = perRun("inference_call", "Replies a run asked for.");
  const tools = perRun("tool_call", "Tool calls of a run.");
  const inputOfReply = perReply("input_tokens", "Tokens a reply was asked with.");
  const outputOfReply = perReply("output_tokens", "Tokens of a reply.");
  const input = spent("input_tokens", "Tokens asked with, cached ones among them.");
  const output = spent("output_tokens", "Tokens replied, reasoning among them.");
  const cacheRead = spent("cache_read.input_tokens", "Tokens asked with that came from the cache.");
  const cacheWrite = spent("cache_write.input_tokens", "Tokens asked with that were put into the cache.");
  const reasoning = spent("reasoning.output_tokens", "Tokens replied that are reasoning.");

  return {
    firstChunk: (took, of) => firstChunk.record(took, of),
    inference(took, usage, of) {
      const { prompt_tokens_details: asked, completion_tokens_details: said } = usage ?? {};
      duration.record(took, of);
      inputOfReply.record(usage?.prompt_tokens ?? 0, of);
      outputOfReply.record(usage?.completion_tokens ?? 0, of);
      const { "error.type": _, ...plain } = of;
      const ofKind = (modality: Modality | "unknown"): Attributes => ({ ...plain, "gen_ai.token.modality": modality });
      for (const [modality, tokens] of byModality(usage?.prompt_tokens ?? 0, asked))
        input.add(tokens, ofKind(modality));
      for (const [modality, tokens] of byModality(usage?.completion_tokens ?? 0, said))
        output.add(tokens, ofKind(modality));
      const unknown = ofKind("unknown");
      cacheRead.add(asked?.cached_tokens ?? 0, unknown);
      cacheWrite.add(asked?.cache_creation_input_tokens ?? 0, unknown);
      reasoning.add(said?.reasoning_tokens ?? 0, unknown);
    },
    agent(took, calls, of) {
      agentDuration.record(took, of);
      replies.record(calls.inference);
      tools.record(calls.tools);
    },
    tool: (took, of) => toolDuration.record(took, of),
  };
}

type Details = { [Kind in `${Modality}_tokens`]?: number | null };
type Modality = (typeof modalities)[number];
const modalities = ["text", "image", "video", "audio"] as const;

/** What the service tells of the kinds of tokens; the rest, which is mostly all of them, is of no known kind. */
function byModality(total: number, details: Details | null | undefined): Array<[Modality | "unknown", number]> {
  const told = modalities
    .map((modality): [Modality, number] => [modality, details?.[`${modality}_tokens`] ?? 0])
    .filter(([, tokens]) => tokens > 0);
  const rest = total - told.reduce((sum, [, tokens]) => sum + tokens, 0);
  // Parts that are more than the whole are not believed.
  if (rest < 0) return [["unknown", total]];
  return rest > 0 || told.length === 0 ? [...told, ["unknown", rest]] : told;
}

function growing(from: number, by: number, count: number): number[] {
  return Array.from({ length: count }, (_, power) => from * by ** power);
}
