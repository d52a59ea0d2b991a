import type { ChatMessage } from "@qwire/protocol";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import { fromAssistantParts } from "./from-assistant-parts.ts";
import { fromUserParts } from "./from-user-parts.ts";
import { refuseMessages } from "./refuse-messages.ts";

/** How a page's messages are read. */
export type FromUIMessagesOptions = {
  /** Whether its messages may be instructions (role `system`). Default `false`: they are refused, since anybody can write a page. */
  system?: boolean;
  /** Whether the thinking goes back to the model, which reads it only with `preserve_thinking`. Default `false`. */
  reasoning?: boolean;
};

/**
 * The conversation of a page that uses the AI SDK's `useChat`, as messages of a chat: what its `POST` body has as `messages`.
 * Text, pictures, sound and video, tool calls with their results. A call without a result is answered as one that has not
 * run, because the service refuses calls that are left open. Parts for the page alone (`data-…`, sources) are left out.
 *
 * Everything in them is the page's word, tool results too: where that matters, keep the conversation on the server.
 *
 * @throws ChatError `invalid_request` that names message and part, and quotes neither.
 * @example const { messages } = await request.json(); fromUIMessages(messages);
 */
export function fromUIMessages(messages: unknown, options: FromUIMessagesOptions = {}): ChatMessage[] {
  if (!Array.isArray(messages)) throw refuseMessages("messages", "is no list");
  return messages.flatMap((message: unknown, at) => {
    const place = `messages[${at}]`;
    if (!isRecord(message)) throw refuseMessages(place, "is no message");
    const parts = partsOf(message, place);
    switch (message["role"]) {
      case "user":
        return fromUserParts(parts, place);
      case "assistant":
        return fromAssistantParts(parts, { place, reasoning: options.reasoning ?? false });
      case "system":
        if (options.system !== true)
          throw refuseMessages(place, "is a system message; the server gives the instructions");
        return [{ role: "system" as const, content: textOf(parts) }];
      default:
        throw refuseMessages(`${place}.role`, 'is not "user", "assistant" or "system"');
    }
  });
}

/** Messages of version 4 had their text in `content`. */
function partsOf({ parts, content }: Fields, place: string): Fields[] {
  if (parts === undefined && typeof content === "string") return [{ type: "text", text: content }];
  if (!Array.isArray(parts) || !parts.every(isRecord)) throw refuseMessages(`${place}.parts`, "is no list of parts");
  return parts;
}

function textOf(parts: readonly Fields[]): string {
  return parts.flatMap(({ type, text }) => (type === "text" && typeof text === "string" ? [text] : [])).join("\n");
}
