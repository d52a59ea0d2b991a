import * as z from "zod/mini";
import { contentPart, textPart } from "./message-content.ts";
import type { ContentPart, TextPart } from "./message-content.ts";
import { toolCall } from "./tool-call.ts";
import type { ToolCall } from "./tool-call.ts";

/** Instructions. The 2025 document allows it only as the first message; QwQ models want none. */
export type SystemMessage = { role: "system"; content: string | TextPart[]; name?: string | null };

/** OpenAI's newer name for `system`. The service refuses it; the outgoing forms send `system`. */
export type DeveloperMessage = { role: "developer"; content: string | TextPart[]; name?: string | null };

export type UserMessage = { role: "user"; content: string | ContentPart[]; name?: string | null };

/**
 * What the model said, or should have said. Takes what a reply's `message` holds, with the nulls that SDK dumps send
 * back.
 */
export type AssistantMessage = {
  role: "assistant";
  /** `""`, `null` and absent are the same beside `tool_calls`; we send `""`, because a missing key is refused. */
  content?: string | TextPart[] | null;
  /** The thinking that came before. Read by the service only with `preserve_thinking`. */
  reasoning_content?: string | null;
  /** Each one must be answered by a tool message that follows at once. */
  tool_calls?: ToolCall[] | null;
  /** `true` on the last message: the model writes on from this text (not while thinking). */
  partial?: boolean | null;
  name?: string | null;
  refusal?: string | null;
  function_call?: { name?: string | null; arguments?: string | null } | null;
  audio?: { id?: string | null } | null;
};

/** The answer of a tool. */
export type ToolMessage = {
  role: "tool";
  content: string | TextPart[];
  /** The call it answers. Both documents leave it out and give `name`; that is taken when only one call is open. */
  tool_call_id?: string | null;
  name?: string | null;
};

/** One entry of `messages`. */
export type ChatMessage = SystemMessage | DeveloperMessage | UserMessage | AssistantMessage | ToolMessage;

const text = z.union([z.string(), z.array(textPart)]);
const name = z.nullish(z.string());

/** Law for {@link ChatMessage}. */
export const chatMessage: z.ZodMiniType<ChatMessage> = z.discriminatedUnion("role", [
  z.looseObject({ role: z.literal("system"), content: text, name }),
  z.looseObject({ role: z.literal("developer"), content: text, name }),
  z.looseObject({ role: z.literal("user"), content: z.union([z.string(), z.array(contentPart)]), name }),
  z.looseObject({
    role: z.literal("assistant"),
    content: z.nullish(text),
    reasoning_content: z.nullish(z.string()),
    tool_calls: z.nullish(z.array(toolCall)),
    partial: z.nullish(z.boolean()),
    name,
    refusal: z.nullish(z.string()),
    function_call: z.nullish(z.looseObject({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
    audio: z.nullish(z.looseObject({ id: z.nullish(z.string()) })),
  }),
  z.looseObject({ role: z.literal("tool"), content: text, tool_call_id: z.nullish(z.string()), name }),
]);
