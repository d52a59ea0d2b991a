import { judgeRequest } from "@qwire/protocol";
import type { ChatRequest, DocumentedProfile, RequestIssue } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";
import { ruleWords } from "./rule-words.ts";
import { isServiceErrorName, serviceError, serviceErrorSaying } from "./service-errors.ts";

/** The request, checked; or the first rule of the profile's server that it breaks, in the service's words. */
export function checkRules(payload: unknown, server: DocumentedProfile): ChatRequest | ApiError {
  const { issues, readable } = judgeRequest(payload, { profile: server, onlyErrors: true });
  const broken = issues.find(({ severity }) => severity === "error");
  return broken === undefined ? readable : refusal(broken, valueAt(payload, broken.path));
}

/** A rule whose row of the error table has a sentence made for it needs no other. */
function refusal(issue: RequestIssue, value: unknown): ApiError {
  const { refusedAs, code } = issue;
  const name = isServiceErrorName(refusedAs) ? refusedAs : "invalid_request";
  const details = {
    model: String(issue.details["name"] ?? issue.details["family"] ?? ""),
    limit: issue.details["limit"] ?? "",
  };
  // One part that is too large is refused in other words than a body that is.
  if (code === "data-uri-too-large") return serviceErrorSaying("invalid_request", ruleWords(issue, value));
  const hasOwnWords = name !== "invalid_request" && name !== "tool_history_invalid" && name !== "feature_not_supported";
  const error = serviceError(name, details);
  return hasOwnWords && !code.endsWith("range") ? error : serviceErrorSaying(name, ruleWords(issue, value));
}

function valueAt(payload: unknown, path: RequestIssue["path"]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    payload,
  );
}
