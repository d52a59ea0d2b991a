import type { RequestIssue, RuleName } from "@qwire/protocol";

const prefix = "<400> InternalError.Algo.InvalidParameter: ";

/** The service's sentences for single rules (error pages of 2025 and 2026, recorded bodies); `{limit}` is filled in. */
const sentences: { readonly [Name in RuleName]?: string } = {
  "temperature-range": `${prefix}Temperature should be in [0.0, 2.0)`,
  "top-p-range": `${prefix}Range of top_p should be (0.0, 1.0]`,
  "top-k-range": `${prefix}Parameter top_k be greater than or equal to 0`,
  "repetition-penalty-range": `${prefix}Repetition_penalty should be greater than 0.0`,
  "presence-penalty-range": `${prefix}Presence_penalty should be in [-2.0, 2.0]`,
  "n-range": `${prefix}Range of n should be [1, 4]`,
  "seed-range": `${prefix}Range of seed should be [0, 9223372036854775807]`,
  "seed-above-63-bits": `${prefix}Range of seed should be [0, 9223372036854775807]`,
  "thinking-budget-above-model":
    "The thinking_budget parameter must be a positive integer and not greater than {limit}",
  "stop-mixed": `${prefix}The "stop" parameter must be of type "str", "list[str]", "list[int]", or "list[list[int]]", and all elements within the list must be of the same type.`,
  "developer-role": `${prefix}developer is not one of ['system', 'assistant', 'user', 'tool', 'function'] - '{field}'`,
  "no-user-message": `${prefix}The input messages do not contain elements with the role of user.`,
  "last-role": `${prefix}Role must be in ["user","assistant","system","function","plugin","tool"] and the role in last message must be in ["user","function","tool"]`,
  "tool-call-unanswered": `${prefix}An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: {next}.role`,
  "tool-answer-orphan": `${prefix}messages with role "tool" must be a response to a preceeding message with "tool_calls".`,
  "tool-arguments-not-json": `${prefix}The "function.arguments" parameter of the code model must be in JSON format.`,
  "search-unknown-to-model": `${prefix}This model does not support enable_search.`,
  "data-uri-too-large": `${prefix}Exceeded limit on max bytes per data-uri item : 10485760`,
  "tools-unknown-to-model": `${prefix}The tool call is not supported.`,
};

const argumentsMissing = `${prefix}If tool_calls are present in the message, function.arguments must be defined.`;

/**
 * What the service says about a broken rule: its own sentence where one is known, else ours, which names the field.
 *
 * @param value what stood there: of a fixed set of words, a wrong one is quoted
 */
export function ruleWords({ code, path, details, sentence }: RequestIssue, value: unknown): string {
  const known = code === "tool-arguments-not-json" && (value ?? null) === null ? argumentsMissing : sentences[code];
  if (known === undefined) {
    const isWrongWord = details["received"] === "word" && typeof value === "string";
    return `${prefix}${isWrongWord ? sentence.replace("another word", `"${value.slice(0, 60)}"`) : sentence}`;
  }
  return (
    known
      .replace("{limit}", String(details["limit"] ?? ""))
      .replace("{field}", String(details["field"] ?? ""))
      // The recorded sentence names the message that should have been the answer.
      .replace("{next}", `message[${Number(path[1] ?? 0) + 1}]`)
  );
}
