import * as z from "zod/mini";
import { finishReason } from "./finish-reason.ts";
import type { FinishReason } from "./finish-reason.ts";
import { logprobs } from "./logprobs.ts";
import type { Logprobs } from "./logprobs.ts";
import { toolCallDelta } from "./tool-call.ts";
import type { ToolCallDelta } from "./tool-call.ts";
import { usage } from "./usage.ts";
import type { Usage } from "./usage.ts";
import { wireArguments, wireConstant, wireCount, wireText, wireWord } from "./wire-text.ts";

/** What a chunk adds to a message. `null`, `""` and absent mean "nothing new". */
export type ChunkDelta = {
  /** In the first chunk; qwen-plus repeats it as `null` (recorded). */
  role?: "assistant" | (string & {}) | null;
  content?: string | null;
  /** Thinking, before the content. */
  reasoning_content?: string | null;
  tool_calls?: ToolCallDelta[] | null;
  refusal?: string | null;
  /** OpenAI's form before tools; SDK dumps hold `null`. */
  function_call?: { name?: string | null; arguments?: string | null } | null;
  /** Speech of Omni models: `data` is base64 PCM, `transcript` its text. */
  audio?: { id?: string | null; data?: string | null; transcript?: string | null; expires_at?: number | null } | null;
};

export type ChunkChoice = {
  /** 0 to n - 1: chunks of several choices interleave. */
  index: number;
  delta: ChunkDelta;
  /** `null` or absent while running, a word in the last chunk of the choice. */
  finish_reason?: FinishReason | null;
  logprobs?: Logprobs | null;
};

/** A piece of a streamed reply: `object: "chat.completion.chunk"`. */
export type ChatCompletionChunk = {
  id: string;
  object: "chat.completion.chunk";
  /** Seconds since 1970; the same in all chunks of a stream. */
  created: number;
  model: string;
  /** Empty in the usage chunk: never read `choices[0]` unguarded. */
  choices: ChunkChoice[];
  /** In the last chunk, with `stream_options.include_usage`; `null` before. */
  usage?: Usage | null;
  system_fingerprint?: string | null;
  service_tier?: string | null;
};

const audio = z.looseObject({
  id: z.nullish(z.string()),
  data: z.nullish(z.string()),
  transcript: z.nullish(z.string()),
  expires_at: z.nullish(z.number()),
});

const functionCall = z.looseObject({ name: z.nullish(z.string()), arguments: wireArguments });

const presentDelta: z.ZodMiniType<ChunkDelta> = z.looseObject({
  role: z.nullish(z.string()),
  content: wireText,
  reasoning_content: z.nullish(z.string()),
  tool_calls: z.nullish(z.array(toolCallDelta)),
  refusal: z.nullish(z.string()),
  function_call: z.nullish(functionCall),
  audio: z.nullish(audio),
});

/** `delta: null` was seen on vision models; it reads as an empty one. */
const chunkDelta: z.ZodMiniType<ChunkDelta> = z.pipe(
  z.nullish(presentDelta),
  z.transform((delta): ChunkDelta => delta ?? {}),
);

const chunkChoice: z.ZodMiniType<ChunkChoice> = z.looseObject({
  index: wireCount,
  delta: chunkDelta,
  finish_reason: finishReason,
  logprobs: z.nullish(logprobs),
});

/** Law for {@link ChatCompletionChunk}: loose. what is missing or `null` reads as empty. */
export const chatCompletionChunk: z.ZodMiniType<ChatCompletionChunk> = z.looseObject({
  id: wireWord,
  object: wireConstant("chat.completion.chunk"),
  created: wireCount,
  model: wireWord,
  choices: z.pipe(
    z.nullish(z.array(chunkChoice)),
    z.transform((choices) => choices ?? []),
  ),
  usage: z.nullish(usage),
  system_fingerprint: z.nullish(z.string()),
  service_tier: z.nullish(z.string()),
});
