import { outgoingForms } from "../outgoing-forms.ts";
import { isThinking } from "./is-thinking.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type MessageRuleName =
  | "developer-role"
  | "system-not-first"
  | "no-user-message"
  | "last-role"
  | "turns-alternate"
  | "partial-not-last"
  | "partial-while-thinking"
  | "system-for-qwq"
  | "translation-messages";

const developerToSystem = outgoingForms.find((form) => form.name === "developer-to-system");

/** The order of roles. */
export const messageRules: { readonly [Name in MessageRuleName]: Rule } = {
  "developer-role": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "service's words: developer is not one of [...]; the outgoing forms send system",
    check: ({ messages }) =>
      messages.flatMap((message, at) => when(message.role === "developer", ["messages", at, "role"])),
    sentence: ({ field }) => `${field} is "developer", which the service does not know: use "system".`,
    fix: { says: "developer becomes system.", apply: (request) => developerToSystem?.apply(request) ?? request },
  },
  "system-not-first": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "2025 document: only messages[0] may be system",
    check: ({ messages }) =>
      messages.flatMap((message, at) => when(at > 0 && message.role === "system", ["messages", at, "role"])),
    sentence: ({ field }) => `${field} is "system", which belongs first: put the instructions into one first message.`,
  },
  "no-user-message": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "error page of 2026: The input messages do not contain elements with the role of user",
    check: ({ messages }) =>
      when(messages.length > 0 && messages.every((message) => message.role !== "user"), ["messages"]),
    sentence: ({ field }) => `${field} holds no message from the user: add one.`,
  },
  "last-role": {
    severity: "warning",
    refusedAs: "invalid_request",
    source:
      "2025 document: the last one must be user (its own sample ends with tool); service's words: user, function or tool",
    check: ({ messages }) => {
      const last = messages.at(-1);
      const mayEnd = last === undefined || last.role === "user" || last.role === "tool";
      const writesOn = last?.role === "assistant" && last.partial === true;
      return when(!mayEnd && !writesOn, ["messages", messages.length - 1, "role"]);
    },
    sentence: ({ field }) => `${field}: the last message must be from the user or a tool, or be partial.`,
  },
  "turns-alternate": {
    severity: "off",
    refusedAs: "invalid_request",
    source: "2025 document: user and assistant generally alternate",
    check: ({ messages }) =>
      messages.flatMap((message, at) =>
        when(
          (message.role === "user" || message.role === "assistant") && messages[at - 1]?.role === message.role,
          ["messages", at, "role"],
          { role: message.role },
        ),
      ),
    sentence: ({ field, role }) => `${field} is "${role}" twice in a row: join the two messages.`,
  },
  "partial-not-last": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "partial mode page of February 2026: the last message",
    check: ({ messages }) =>
      messages.flatMap((message, at) =>
        when(message.role === "assistant" && message.partial === true && at < messages.length - 1, [
          "messages",
          at,
          "partial",
        ]),
      ),
    sentence: ({ field }) => `${field} says something only on the last message: leave it out.`,
    fix: {
      says: "partial stays on the last message only.",
      apply: (request) => ({
        ...request,
        messages: request.messages.map((message, at) =>
          message.role === "assistant" && at < request.messages.length - 1
            ? { ...message, partial: undefined }
            : message,
        ),
      }),
    },
  },
  "partial-while-thinking": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "partial mode page of February 2026: not in thinking mode",
    check: (request, { model }) => {
      const last = request.messages.at(-1);
      const isPartial = last?.role === "assistant" && last.partial === true;
      return when(isPartial && isThinking(request, model), ["messages", request.messages.length - 1, "partial"]);
    },
    sentence: ({ field }) => `${field} does not go with thinking: set enable_thinking: false.`,
  },
  "system-for-qwq": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: no system message for QwQ, QVQ ignores it",
    check: ({ messages }, { model }) =>
      when(/^q[wv]q$/.test(model.family) && messages[0]?.role === "system", ["messages", 0, "role"], {
        family: model.family,
      }),
    sentence: ({ field, family }) =>
      `${field} is "system", which ${family} does not want: say it in the user's message.`,
  },
  "translation-messages": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "error page of 2026: Qwen-MT takes exactly one user message",
    check: ({ messages, translation_options }, { model }) =>
      when(
        (model.family === "qwen-mt" || (translation_options ?? null) !== null) &&
          messages.length > 0 &&
          (messages.length > 1 || messages[0]?.role !== "user"),
        ["messages"],
      ),
    sentence: ({ field }) => `${field}: a translation takes exactly one message, from the user.`,
  },
};
