import type { ChatCompletionChunk, ChunkDelta } from "../chat-completion-chunk.ts";
import type { Logprobs, TokenLogprob } from "../logprobs.ts";
import type { CompletionTokensDetails, PromptTokensDetails, Usage } from "../usage.ts";
import { joinedParts, jsonOfObject } from "../wire-forms.ts";
import { count, fields, figure, list, maybe, number, string, text, word } from "./read-fields.ts";
import type { Read } from "./read-fields.ts";

export const content: Read<string | null | undefined> = (value) => text(joinedParts(value));
export const callArguments: Read<string | null | undefined> = (value) => text(jsonOfObject(value));
export const finishReason: Read<string | null | undefined> = (value) => (value === "null" ? null : text(value));

const token = {
  token: string,
  logprob: (value: unknown) => figure(value) ?? null,
  bytes: maybe(list(number)),
};
export const logprobs: Read<Logprobs> = fields<Logprobs>({
  content: maybe(
    list(
      fields<TokenLogprob & { top_logprobs?: TokenLogprob[] | null }>({
        ...token,
        top_logprobs: maybe(list(fields<TokenLogprob>(token))),
      }),
    ),
  ),
});

const usage = fields<Usage>({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: maybe(
    fields<PromptTokensDetails>({
      cached_tokens: figure,
      text_tokens: figure,
      image_tokens: figure,
      video_tokens: figure,
      audio_tokens: figure,
      cache_creation_input_tokens: figure,
      cache_creation: maybe(
        fields<NonNullable<PromptTokensDetails["cache_creation"]>>({ ephemeral_5m_input_tokens: figure }),
      ),
      cache_type: text,
    }),
  ),
  completion_tokens_details: maybe(
    fields<CompletionTokensDetails>({ reasoning_tokens: figure, text_tokens: figure, audio_tokens: figure }),
  ),
});

type FunctionCall = NonNullable<ChunkDelta["function_call"]>;

export const functionCall: Read<FunctionCall | null | undefined> = maybe(
  fields<FunctionCall>({ name: text, arguments: callArguments }),
);
type Head = Omit<ChatCompletionChunk, "object" | "choices">;

/** Fields of every reply beside `object` and `choices`. */
export const head: { readonly [K in keyof Head]-?: Read<Head[K]> } = {
  id: word,
  created: count,
  model: word,
  usage: maybe(usage),
  system_fingerprint: text,
  service_tier: text,
};
