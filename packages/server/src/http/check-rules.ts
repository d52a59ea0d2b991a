import { allRules, checkRequest, documentedProfiles } from "@qwire/protocol";
import type { DocumentedProfile, RequestIssue, RuleName } from "@qwire/protocol";
import type { Settings } from "../emulator/settings.ts";
import type { ApiError } from "./api-error.ts";
import { ruleWords } from "./rule-words.ts";
import { isServiceErrorName, serviceError, serviceErrorSaying } from "./service-errors.ts";

/** Refuses what the profile's server refuses: the first broken rule, in the service's words. `null`: all is well. */
export function checkRules(payload: unknown, { profile, rules }: Pick<Settings, "profile" | "rules">): ApiError | null {
  const issues = checkRequest(payload, { profile: switched(documentedProfiles[profile], rules) });
  const broken = issues.find(({ severity }) => severity === "error");
  return broken === undefined ? null : refusal(broken, valueAt(payload, broken.path));
}

/** A rule whose row of the error table has a sentence made for it needs no other. */
function refusal(issue: RequestIssue, value: unknown): ApiError {
  const { refusedAs, code } = issue;
  const name = isServiceErrorName(refusedAs) ? refusedAs : "invalid_request";
  const details = {
    model: String(issue.details["name"] ?? issue.details["family"] ?? ""),
    limit: issue.details["limit"] ?? "",
  };
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

/** Rules switched on or off one by one. The shape is always checked. */
function switched(profile: DocumentedProfile, rules: Settings["rules"]): DocumentedProfile {
  const refuses = new Set<RuleName>(profile.refuses);
  for (const [name, on] of Object.entries(rules)) {
    if (!isRule(name)) throw new TypeError(`There is no rule "${name}": see allRules in @qwire/protocol.`);
    if (on) refuses.add(name);
    else refuses.delete(name);
  }
  return { ...profile, refuses: refuses.add("shape").add("too-deep") };
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(allRules, name) || name === "shape" || name === "unknown-word";
}
