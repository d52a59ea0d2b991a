import type { ChatRequest } from "../chat-request/chat-request.ts";
import { outgoingForms } from "../outgoing-forms.ts";
import { withoutField } from "../without-field.ts";
import { isThinking } from "./is-thinking.ts";
import { when } from "./rule.ts";
import type { Finding, Rule } from "./rule.ts";

export type ToolRuleName =
  | "tool-name"
  | "tool-name-duplicate"
  | "tool-name-search"
  | "tool-required-misplaced"
  | "tools-empty"
  | "tools-unknown-to-model"
  | "tools-missing-in-round"
  | "tool-choice-without-tools"
  | "tool-choice-unknown-tool"
  | "tool-choice-while-thinking";

/** What the model may call. */
export const toolRules: { readonly [Name in ToolRuleName]: Rule } = {
  "tool-name": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "2025 document: letters, digits, _ and -, at most 64; newer pages count 64 tokens",
    check: (request) => eachTool(request, (name) => !/^[\w-]{1,64}$/.test(name)),
    sentence: ({ field }) => `${field} should be 1 to 64 letters, digits, underscores or dashes.`,
  },
  "tool-name-duplicate": {
    severity: "error",
    refusedAs: "invalid_request",
    source: "a call names its tool, so a name must mean one tool",
    check: (request) => eachTool(request, (_, at) => isRepeated(namesOf(request), at)),
    sentence: ({ field, name }) => `${field} is "${name}" again: give every tool a name of its own.`,
    fix: {
      says: "Of tools with one name the first stays.",
      apply: (request) => ({
        ...request,
        tools: request.tools?.filter((_, at) => !isRepeated(namesOf(request), at)),
      }),
    },
  },
  "tool-name-search": {
    severity: "warning",
    refusedAs: "feature_not_supported",
    source: "error page of 2026: Tool names are not allowed to be [search]; recorded traffic of 2026 took it",
    check: (request) => eachTool(request, (name) => name === "search"),
    sentence: ({ field }) => `${field} is "search", which some models keep for themselves: choose another name.`,
  },
  "tool-required-misplaced": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "both documents print it so; the service ignores it there",
    check: ({ tools }) =>
      (tools ?? []).flatMap((tool, at) =>
        when((tool.function.required ?? null) !== null, ["tools", at, "function", "required"]),
      ),
    sentence: ({ field }) => `${field} stands beside parameters, where it is ignored: put it inside parameters.`,
    fix: { says: "required moves into parameters.", apply: form("required-inside-parameters") },
  },
  "tools-empty": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "Qwen's own client leaves an empty list out",
    check: ({ tools }) => when(tools?.length === 0, ["tools"]),
    sentence: ({ field }) => `${field} is empty: leave it out.`,
    fix: { says: "tools is left out.", apply: form("no-empty-tools") },
  },
  "tools-unknown-to-model": {
    severity: "warning",
    refusedAs: "feature_not_supported",
    source: "both documents and the reference of 2026: models that take tools",
    check: ({ tools }, { model }) =>
      when((tools ?? []).length > 0 && model.tools === false, ["tools"], { family: model.family }),
    sentence: ({ field, family }) => `${family} takes no ${field}: choose another model.`,
  },
  "tools-missing-in-round": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "both documents: tools must be set in every round, with results too",
    check: ({ messages, tools }) => when((tools ?? []).length === 0 && messages.at(-1)?.role === "tool", ["tools"]),
    sentence: ({ field }) =>
      `${field} is missing although the messages end with a tool's answer: send the tools again.`,
  },
  "tool-choice-without-tools": {
    severity: "warning",
    refusedAs: "tool_choice_rejected",
    source: "a choice among none",
    check: ({ tool_choice, tools }) =>
      when((tool_choice ?? "none") !== "none" && (tools ?? []).length === 0, ["tool_choice"]),
    sentence: ({ field }) => `${field} is set, but there are no tools: leave it out.`,
    fix: { says: "tool_choice is left out.", apply: (request) => withoutField(request, "tool_choice") },
  },
  "tool-choice-unknown-tool": {
    severity: "warning",
    refusedAs: "tool_choice_rejected",
    source: "a forced tool must be on offer",
    check: (request) => {
      const { tool_choice } = request;
      if (typeof tool_choice !== "object" || tool_choice === null || namesOf(request).length === 0) return [];
      const { name } = tool_choice.function;
      return when(!namesOf(request).includes(name), ["tool_choice", "function", "name"], { name });
    },
    sentence: ({ field, name }) => `${field} is "${name}", which is not among the tools.`,
    fix: { says: 'tool_choice becomes "auto".', apply: (request) => ({ ...request, tool_choice: "auto" }) },
  },
  "tool-choice-while-thinking": {
    severity: "warning",
    refusedAs: "tool_choice_rejected",
    source: "error page of 2026 and a recorded body: not required or object in thinking mode",
    check: (request, { model }) =>
      when(isForced(request) && isThinking(request, model), ["tool_choice"], { family: model.family }),
    sentence: ({ field }) => `${field} may only be "auto" or "none" while the model thinks.`,
    fix: { says: 'tool_choice becomes "auto".', apply: (request) => ({ ...request, tool_choice: "auto" }) },
  },
};

function namesOf({ tools }: ChatRequest): string[] {
  // A newer kind of tool, which the type does not know, has no name here.
  return (tools ?? []).map((tool) => (tool.type === "function" ? tool.function.name : ""));
}

function isRepeated(names: readonly string[], at: number): boolean {
  const name = names[at] ?? "";
  return name !== "" && names.indexOf(name) < at;
}

function eachTool(request: ChatRequest, isBroken: (name: string, at: number) => boolean): readonly Finding[] {
  return namesOf(request).flatMap((name, at) => when(isBroken(name, at), ["tools", at, "function", "name"], { name }));
}

function isForced({ tool_choice }: ChatRequest): boolean {
  return tool_choice === "required" || (typeof tool_choice === "object" && tool_choice !== null);
}

/** A fix that is one of the outgoing forms. */
function form(name: string): (request: ChatRequest) => ChatRequest {
  return (request) => outgoingForms.find((one) => one.name === name)?.apply(request) ?? request;
}
