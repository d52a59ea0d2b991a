/**
 * A message, as far as it costs tokens. The protocol's messages are ones, and so are those of OpenAI's package.
 */
export type PromptMessage = {
  readonly role: string;
  readonly content?: string | readonly PromptPart[] | null;
  readonly reasoning_content?: string | null;
  readonly tool_calls?: readonly PromptToolCall[] | null;
};

/** A part of a message: text, or something else that is not counted. */
export type PromptPart = { readonly type: string; readonly text?: string };

/** A call of a tool. */
export type PromptToolCall = {
  readonly type?: string;
  readonly function?: { readonly name: string; readonly arguments: string };
};

/** The text of a message; the parts of one stand side by side. */
export function textOf({ content }: PromptMessage): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => part.text ?? "").join("");
}
