import type { MemoryFetch } from "../workload/memory-fetch.ts";
import type { Told } from "../workload/reply.ts";

/** Sends one request over this `fetch`, reads the stream to its end and says what it was told. */
export type ReadStream = (fetch: MemoryFetch) => Promise<Told>;

/** An empty account, to be filled while reading. */
export function nothingTold(): Told {
  return { text: "", reasoning: "", arguments: "" };
}

/** The part of a chunk that a reader of chunks looks at, whatever its client calls the type. */
type Chunk = { choices: { delta?: object | null }[] };
type Delta = {
  content?: string | null;
  reasoning_content?: string | null;
  tool_calls?: ({ function?: { arguments?: string | null } | null } | null)[] | null;
};

/** What every reader of chunks does with one: the least a program could, and the same for all. */
export function tell(told: Told, chunk: Chunk): void {
  const delta = deltaOf(chunk);
  if (!delta) return;
  if (delta.content) told.text += delta.content;
  if (delta.reasoning_content) told.reasoning += delta.reasoning_content;
  const text = delta.tool_calls?.[0]?.function?.arguments;
  if (text) told.arguments += text;
}

/** The thinking in a chunk, which clients made for another service do not know. */
export function reasoningOf(chunk: Chunk): string {
  return deltaOf(chunk)?.reasoning_content ?? "";
}

function deltaOf(chunk: Chunk): Delta | null | undefined {
  // A boundary: the clients' types differ in fields of Qwen's own, the bytes do not.
  return chunk.choices[0]?.delta as Delta | null | undefined;
}
