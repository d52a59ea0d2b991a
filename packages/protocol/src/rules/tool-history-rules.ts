import type { AssistantMessage, ChatMessage } from "../chat-message.ts";
import type { ChatRequest } from "../chat-request/chat-request.ts";
import { outgoingForms } from "../outgoing-forms.ts";
import { readToolHistory } from "./read-tool-history.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type ToolHistoryRuleName =
  | "tool-call-unanswered"
  | "tool-answer-orphan"
  | "tool-answer-without-id"
  | "tool-arguments-not-json"
  | "assistant-content-missing";

/** How calls and answers in `messages` fit together. */
export const toolHistoryRules: { readonly [Name in ToolHistoryRuleName]: Rule } = {
  "tool-call-unanswered": {
    severity: "error",
    refusedAs: "tool_history_invalid",
    source: 'recorded: "tool_calls" must be followed by tool messages responding to each "tool_call_id"',
    check: ({ messages }) =>
      readToolHistory(messages).unanswered.map(({ message, call, id, name }) => ({
        path: ["messages", message, "tool_calls", call],
        details: { id, name },
      })),
    sentence: ({ field, id, name }) =>
      `${field} (${name}, id "${id}") is not answered: add a tool message with that tool_call_id right after it.`,
    fix: { says: "Calls without an answer are left out.", apply: withoutUnansweredCalls },
  },
  "tool-answer-orphan": {
    severity: "error",
    refusedAs: "tool_history_invalid",
    source: 'error page of 2026: messages with role "tool" must be a response to a preceding message with "tool_calls"',
    check: ({ messages }) => readToolHistory(messages).orphans.map((at) => ({ path: ["messages", at] })),
    sentence: ({ field }) =>
      `${field} answers no open call: put it right after the assistant's message, with that call's tool_call_id.`,
    fix: { says: "Answers without a call are left out.", apply: withoutOrphans },
  },
  "tool-answer-without-id": {
    severity: "warning",
    refusedAs: "tool_history_invalid",
    source: "reference of 2026 asks for it; both documents leave it out",
    check: ({ messages }) =>
      readToolHistory(messages).nameless.map(({ message, id }) => ({
        path: ["messages", message, "tool_call_id"],
        details: { id },
      })),
    sentence: ({ field, id }) => `${field} is missing: give "${id}", the call it answers.`,
    fix: { says: "tool_call_id becomes the id of the one open call.", apply: withIds },
  },
  "tool-arguments-not-json": {
    severity: "warning",
    refusedAs: "tool_history_invalid",
    source: "recorded: function.arguments must be in JSON format; the outgoing forms send {}",
    check: (request) => {
      const formed = form("arguments-as-json")(request).messages;
      return request.messages.flatMap((message, at) =>
        callsOf(message).flatMap((call, of) =>
          when(callsOf(formed[at])[of]?.function.arguments !== call.function.arguments, [
            "messages",
            at,
            "tool_calls",
            of,
            "function",
            "arguments",
          ]),
        ),
      );
    },
    sentence: ({ field }) => `${field} is not JSON: send "{}" and quote the text in the tool's answer.`,
    fix: { says: 'Arguments that are not JSON become "{}".', apply: form("arguments-as-json") },
  },
  "assistant-content-missing": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reported: Field required: input.messages.N.content; the outgoing forms send an empty text",
    check: ({ messages }) =>
      messages.flatMap((message, at) =>
        when(message.role === "assistant" && (message.content ?? null) === null, ["messages", at, "content"]),
      ),
    sentence: ({ field }) => `${field} is missing: send an empty string.`,
    fix: { says: "content becomes an empty string.", apply: form("empty-content-beside-calls") },
  },
};

function callsOf(message: ChatMessage | undefined): NonNullable<AssistantMessage["tool_calls"]> {
  return message?.role === "assistant" ? (message.tool_calls ?? []) : [];
}

/**
 * A message that asked for nothing else than what is left out stays, with an empty text: the turns keep their order.
 */
function withoutUnansweredCalls(request: ChatRequest): ChatRequest {
  const { unanswered } = readToolHistory(request.messages);
  const messages = request.messages.map((message, at) => {
    const gone = new Set(unanswered.flatMap((call) => (call.message === at ? [call.call] : [])));
    if (message.role !== "assistant" || gone.size === 0) return message;
    const tool_calls = message.tool_calls?.filter((_, call) => !gone.has(call));
    return { ...message, content: message.content ?? "", tool_calls: tool_calls?.length === 0 ? null : tool_calls };
  });
  return { ...request, messages };
}

function withoutOrphans(request: ChatRequest): ChatRequest {
  const orphans = new Set(readToolHistory(request.messages).orphans);
  const messages = request.messages.filter((_, at) => !orphans.has(at));
  return { ...request, messages: messages.length > 0 ? messages : [{ role: "user", content: "" }] };
}

function withIds(request: ChatRequest): ChatRequest {
  const ids = new Map(readToolHistory(request.messages).nameless.map(({ message, id }) => [message, id]));
  const messages = request.messages.map((message, at) =>
    message.role === "tool" && ids.has(at) ? { ...message, tool_call_id: ids.get(at) } : message,
  );
  return { ...request, messages };
}

/** A fix that is one of the outgoing forms. */
function form(name: string): (request: ChatRequest) => ChatRequest {
  return (request) => outgoingForms.find((one) => one.name === name)?.apply(request) ?? request;
}
