import { decodeJson } from "@qwire/protocol/client";
import type { ChatCompletion } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { isRecord } from "../is-record.ts";
import type { SchemaResult } from "../tools/standard-schema.ts";
import { tellIssue } from "../tools/tell-issue.ts";

/**
 * The answer of a reply as its schema gives it.
 *
 * @throws ChatError `output_invalid`: the reply is its `partial`, and what the schema found stands in `outputIssues`.
 */
export async function readOutput<T>(
  completion: ChatCompletion,
  validate: (value: unknown) => SchemaResult<T> | Promise<SchemaResult<T>>,
): Promise<T> {
  const [choice] = completion.choices;
  const value = findObject(choice?.message.content ?? "");
  if (value === undefined) {
    const message =
      choice?.finish_reason === "length"
        ? "The reply reached its most tokens inside its JSON. Raise max_tokens."
        : "The reply holds no JSON object. Its text stands in `partial`.";
    throw new ChatError("output_invalid", { message, partial: completion });
  }
  const result = await validate(value);
  if (result.issues === undefined) return result.value;
  const outputIssues = result.issues.map((issue) => tellIssue(issue, value));
  // Places only: what stands there is the model's text.
  const places = [...new Set(outputIssues.map(({ path }) => (path === "" ? "its root" : path)))];
  const told = places.slice(0, mostPlaces).join(", ") + (places.length > mostPlaces ? " and more" : "");
  const message = `The reply's JSON does not fit the schema at ${told}. See \`outputIssues\`.`;
  throw new ChatError("output_invalid", { message, partial: completion, outputIssues });
}

const mostPlaces = 5;

/** The object itself, or the one in a fenced block, or between the first brace and the last. */
function findObject(text: string): { [field: string]: unknown } | undefined {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)```/i.exec(text)?.[1];
  const braced = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  for (const candidate of [text, fenced ?? "", braced]) {
    const value = tryDecode(candidate.replace(/^\uFEFF/, ""));
    if (isRecord(value)) return value;
  }
  return undefined;
}

function tryDecode(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // The next candidate may be.
    return undefined;
  }
}
