import type { ChatRequest } from "../chat-request/chat-request.ts";
import { isThinking } from "./is-thinking.ts";
import { between, numberRange } from "./number-range.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type OutputRuleName =
  | "json-without-the-word"
  | "json-while-thinking"
  | "json-unknown-to-model"
  | "json-schema-name"
  | "top-logprobs-range"
  | "top-logprobs-without-logprobs";

/** The form of the answer. */
export const outputRules: { readonly [Name in OutputRuleName]: Rule } = {
  "json-without-the-word": {
    severity: "warning",
    refusedAs: "response_format_rejected",
    source: "error page of 2026: 'messages' must contain the word 'json' in some form",
    check: ({ response_format, messages }) =>
      when(response_format?.type === "json_object" && messages.length > 0 && !/json/i.test(wordsOf(messages)), [
        "messages",
      ]),
    sentence: ({ field }) => `${field} must hold the word JSON for response_format json_object: ask for JSON in words.`,
    fix: { says: 'The system message ends with "Answer in JSON."', apply: askedForJson },
  },
  "json-while-thinking": {
    severity: "warning",
    refusedAs: "response_format_rejected",
    source: "error page of 2026: not supported when enable_thinking is true; newer models take it",
    check: (request, { model }) =>
      when(
        request.response_format?.type === "json_object" &&
          (request.enable_thinking === true || (isThinking(request, model) && model.streamOnly !== "never")),
        ["response_format"],
      ),
    sentence: ({ field }) =>
      `${field} json_object and thinking exclude each other on most models: set enable_thinking: false.`,
  },
  "json-unknown-to-model": {
    severity: "warning",
    refusedAs: "response_format_rejected",
    source: "structured output page of 2026",
    check: ({ response_format }, { model }) => {
      const type = response_format?.type ?? "text";
      return when(type !== "text" && model.json !== null && !model.json.includes(type), ["response_format", "type"], {
        type,
        family: model.family,
      });
    },
    sentence: ({ field, type, family }) =>
      `${field} ${type} is not known to be taken by ${family}: choose another model.`,
  },
  "json-schema-name": {
    severity: "warning",
    refusedAs: "response_format_rejected",
    source: "structured output page of 2026",
    check: ({ response_format }) =>
      when(response_format?.type === "json_schema" && !/^[\w-]{1,64}$/.test(response_format.json_schema.name), [
        "response_format",
        "json_schema",
        "name",
      ]),
    sentence: ({ field }) => `${field} should be 1 to 64 letters, digits, underscores or dashes.`,
  },
  "top-logprobs-range": numberRange("top_logprobs", { ...between(0, 5), source: "reference of 2026" }),
  "top-logprobs-without-logprobs": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: needs logprobs",
    check: ({ top_logprobs, logprobs }) => when((top_logprobs ?? 0) > 0 && logprobs !== true, ["top_logprobs"]),
    sentence: ({ field }) => `${field} needs logprobs: true.`,
    fix: { says: "logprobs becomes true.", apply: (request) => ({ ...request, logprobs: true }) },
  },
};

function wordsOf(messages: ChatRequest["messages"]): string {
  return messages
    .flatMap(({ content }) =>
      Array.isArray(content) ? content.map((part) => (part.type === "text" ? part.text : "")) : [content ?? ""],
    )
    .join("\n");
}

function askedForJson(request: ChatRequest): ChatRequest {
  const [first, ...rest] = request.messages;
  const wish = "Answer in JSON.";
  if (first?.role === "system" && typeof first.content === "string") {
    return { ...request, messages: [{ ...first, content: `${first.content}\n${wish}` }, ...rest] };
  }
  return { ...request, messages: [{ role: "system", content: wish }, ...request.messages] };
}
