import { chatRequest, decodeJson } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";
import { serviceError } from "./service-errors.ts";

const maxDepth = 512;

/** Body text to a checked request, or the 400 that says what is wrong and where. Never throws. */
export function parseChatRequest(text: string): ChatRequest | ApiError {
  if (isTooDeep(text)) return serviceError("invalid_request", `Required body invalid: nested deeper than ${maxDepth}.`);
  const payload = tryDecode(text);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return serviceError("invalid_request");
  if (!("model" in payload)) return missing("model");
  if (!("messages" in payload)) return missing("messages");
  if (Array.isArray(payload.messages) && payload.messages.length === 0) {
    return serviceError("invalid_request", "<400> InternalError.Algo.InvalidParameter: [] is too short - 'messages'");
  }
  const checked = chatRequest.safeParse(payload);
  return checked.success ? checked.data : serviceError("invalid_request", sentence(firstIssue(checked.error.issues)));
}

/** The service's sentence for `messages` (seen in a public issue), and the same for `model`. */
function missing(field: string): ApiError {
  return {
    ...serviceError("invalid_request", `you must provide a ${field} parameter`),
    code: "missing_required_parameter",
  };
}

function tryDecode(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // Not JSON: the caller answers with a 400.
    return undefined;
  }
}

/** Counts brackets outside strings before anything recursive sees the text. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (inString) {
      if (mark === "\\") at++;
      else if (mark === '"') inString = false;
    } else if (mark === '"') inString = true;
    else if (mark === "{" || mark === "[") {
      depth++;
      if (depth > maxDepth) return true;
    } else if (mark === "}" || mark === "]") depth--;
  }
  return false;
}

type Issue = {
  path: readonly PropertyKey[];
  message: string;
  expected?: string;
  errors?: readonly (readonly Issue[])[];
};

/** The innermost thing to say: of the branches of a union, the one that came furthest. */
function firstIssue(issues: readonly unknown[], above: readonly PropertyKey[] = []): Issue {
  const issue = issues[0] as Issue | undefined; // Boundary: zod's issue types differ by kind; only common fields are read.
  if (issue === undefined) return { path: above, message: "Invalid input" };
  const path = [...above, ...issue.path];
  const branches = (issue.errors ?? []).filter((branch) => branch.length > 0);
  const inner = branches.map((branch) => firstIssue(branch, path)).toSorted((a, b) => b.path.length - a.path.length)[0];
  return inner !== undefined && inner.path.length > path.length ? inner : { ...issue, path };
}

function sentence({ path, message, expected }: Issue): string {
  const wanted = expected === undefined ? message : `expected ${expected}`;
  return `<400> InternalError.Algo.InvalidParameter: Invalid value for '${writePath(path)}': ${wanted}.`;
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}
