import { withoutField } from "../without-field.ts";
import { isThinking } from "./is-thinking.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type StreamingRuleName =
  | "stream-options-without-stream"
  | "stream-only-model"
  | "thinking-without-stream"
  | "tools-with-stream"
  | "tool-stream-without-stream"
  | "code-interpreter-without-stream"
  | "speech-without-stream";

const streamed = {
  says: "stream becomes true.",
  apply: <T extends object>(request: T) => ({ ...request, stream: true }),
};

/** What needs a stream, and what once forbade one. */
export const streamingRules: { readonly [Name in StreamingRuleName]: Rule } = {
  "stream-options-without-stream": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "both documents: takes effect only with stream",
    check: ({ stream, stream_options }) =>
      when((stream_options ?? null) !== null && stream !== true, ["stream_options"]),
    sentence: ({ field }) => `${field} says something only with stream: true; leave it out.`,
    fix: { says: "stream_options is left out.", apply: (request) => withoutField(request, "stream_options") },
  },
  "stream-only-model": {
    severity: "warning",
    refusedAs: "stream_required",
    source: "error page of 2026: This model only support stream mode",
    check: ({ stream }, { model }) =>
      when(stream !== true && model.streamOnly === "always", ["stream"], { family: model.family }),
    sentence: ({ field, family }) => `${family} answers streamed requests only: set ${field} to true.`,
    fix: streamed,
  },
  "thinking-without-stream": {
    severity: "warning",
    refusedAs: "thinking_needs_stream",
    source: "error page of 2026: enable_thinking must be set to false for non-streaming calls",
    check: (request, { model }) =>
      when(
        request.stream !== true && model.streamOnly === "while-thinking" && isThinking(request, model),
        ["enable_thinking"],
        { family: model.family },
      ),
    sentence: ({ field, family }) => `${family} may think only in a stream: set stream: true, or ${field}: false.`,
    fix: streamed,
  },
  "tools-with-stream": {
    severity: "off",
    refusedAs: "feature_not_supported",
    source: "both documents: tools cannot be used with stream=True; the service has taken it since 2025 (recorded)",
    check: ({ stream, tools }) => when(stream === true && (tools ?? []).length > 0, ["tools"]),
    sentence: ({ field }) => `${field} cannot be streamed on this server: send the request without stream.`,
    fix: { says: "stream becomes false.", apply: (request) => ({ ...request, stream: false }) },
  },
  "tool-stream-without-stream": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: only with stream",
    check: ({ stream, tool_stream }) => when(tool_stream === true && stream !== true, ["tool_stream"]),
    sentence: ({ field }) => `${field} says something only with stream: true; leave it out.`,
    fix: { says: "tool_stream is left out.", apply: (request) => withoutField(request, "tool_stream") },
  },
  "code-interpreter-without-stream": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: thinking models, streamed",
    check: ({ stream, enable_code_interpreter }) =>
      when(enable_code_interpreter === true && stream !== true, ["enable_code_interpreter"]),
    sentence: ({ field }) => `${field} needs stream: true.`,
    fix: streamed,
  },
  "speech-without-stream": {
    severity: "warning",
    refusedAs: "stream_required",
    source: "error page of 2026: 'audio' output only support with stream=true",
    check: ({ stream, modalities }) => when(modalities?.includes("audio") === true && stream !== true, ["modalities"]),
    sentence: ({ field }) => `${field} asks for speech, which comes only in a stream: set stream: true.`,
    fix: streamed,
  },
};
