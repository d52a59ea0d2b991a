import type { ChatMessage } from "@qwire/protocol";

/** The text of the last user message; `""` where there is none. Parts that are no text are passed over. */
export function lastUserText(messages: readonly ChatMessage[]): string {
  const message = messages.findLast(({ role }) => role === "user");
  return message === undefined ? "" : textOf(message);
}

/** A message's text; text parts are joined line by line. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}
