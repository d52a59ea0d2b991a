import * as z from "zod/mini";
import { finishReason } from "./finish-reason.ts";
import type { FinishReason } from "./finish-reason.ts";
import { logprobs } from "./logprobs.ts";
import type { Logprobs } from "./logprobs.ts";
import { toolCall } from "./tool-call.ts";
import type { ToolCall } from "./tool-call.ts";
import { usage } from "./usage.ts";
import type { Usage } from "./usage.ts";
import { wireArguments, wireConstant, wireCount, wireText, wireWord } from "./wire-text.ts";

/** The model's message in a reply. Unused keys are absent on the wire and `null` in SDK dumps; both read the same. */
export type CompletionMessage = {
  role: "assistant";
  /** The answer. `""` beside tool calls (recorded), `null` in the 2025 document. */
  content: string | null;
  /** The thinking, in a channel of its own. */
  reasoning_content?: string | null;
  tool_calls?: ToolCall[] | null;
  refusal?: string | null;
  /** OpenAI's form before tools; SDK dumps hold `null`. */
  function_call?: { name?: string | null; arguments?: string | null } | null;
  audio?: { id?: string | null; data?: string | null; transcript?: string | null } | null;
};

export type CompletionChoice = {
  /** 0 to n - 1. */
  index: number;
  message: CompletionMessage;
  finish_reason?: FinishReason | null;
  logprobs?: Logprobs | null;
};

/** A whole reply: `object: "chat.completion"`. */
export type ChatCompletion = {
  /** `chatcmpl-` and a UUID, or 32 hex digits in 2024. Opaque. */
  id: string;
  object: "chat.completion";
  /** Seconds since 1970. */
  created: number;
  /** The model asked for, as it was written; aliases are not resolved. */
  model: string;
  choices: CompletionChoice[];
  usage?: Usage | null;
  /** Always `null` or `""` so far. */
  system_fingerprint?: string | null;
  service_tier?: string | null;
  /** The service's id of the request, where it is told in the body. */
  request_id?: string | null;
};

/** Law for {@link CompletionMessage}: loose. */
const completionMessage: z.ZodMiniType<CompletionMessage> = z.looseObject({
  role: wireConstant("assistant"),
  content: z.pipe(
    wireText,
    z.transform((content) => content ?? null),
  ),
  reasoning_content: z.nullish(z.string()),
  tool_calls: z.nullish(z.array(toolCall)),
  refusal: z.nullish(z.string()),
  function_call: z.nullish(z.looseObject({ name: z.nullish(z.string()), arguments: wireArguments })),
  audio: z.nullish(
    z.looseObject({
      id: z.nullish(z.string()),
      data: z.nullish(z.string()),
      transcript: z.nullish(z.string()),
    }),
  ),
});

/** Law for {@link ChatCompletion}: loose, unknown fields survive. */
export const chatCompletion: z.ZodMiniType<ChatCompletion> = z.looseObject({
  id: wireWord,
  object: wireConstant("chat.completion"),
  created: wireCount,
  model: wireWord,
  choices: z.array(
    z.looseObject({
      index: wireCount,
      message: completionMessage,
      finish_reason: finishReason,
      logprobs: z.nullish(logprobs),
    }),
  ),
  usage: z.nullish(usage),
  system_fingerprint: z.nullish(z.string()),
  service_tier: z.nullish(z.string()),
  request_id: z.nullish(z.string()),
});
