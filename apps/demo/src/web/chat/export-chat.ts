import { titleOf } from "./conversation.ts";
import type { Chat, Part, Turn } from "./turn.ts";

/** A chat as a document to read. */
export function toMarkdown(chat: Chat): string {
  return [`# ${titleOf(chat)}`, ...chat.turns.map(turnToMarkdown)].join("\n\n") + "\n";
}

/** The conversation as the model was told it: the `messages` of a request. */
export function toMessagesJson(chat: Chat): string {
  return JSON.stringify(
    chat.turns.flatMap(({ messages }) => messages),
    null,
    2,
  );
}

function turnToMarkdown({ question, parts, model, error }: Turn): string {
  const asked = question.replaceAll(/^/gm, "> ");
  const failure = error === null ? [] : [`**${error.code}**: ${error.sentence}`];
  return [asked, ...parts.map(partToMarkdown), ...failure, `*${model}*`].join("\n\n");
}

function partToMarkdown(part: Part): string {
  if (part.type === "text") return part.text.trim();
  if (part.type === "thinking") return `<details>\n\n${part.text.trim()}\n\n</details>`;
  return [fence(`${part.name}(${part.arguments})`), ...(part.output === null ? [] : [fence(part.output)])].join("\n\n");
}

/** A fence that nothing inside can close. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const marks = "`".repeat(longest + 1);
  return `${marks}\n${text}\n${marks}`;
}
