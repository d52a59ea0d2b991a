import type { ChatRequest } from "../chat-request/chat-request.ts";
import { findModel } from "../models/find-model.ts";
import { allRules } from "./all-rules.ts";
import type { FieldRuleName } from "./all-rules.ts";
import { checkRequest } from "./check-request.ts";
import type { CheckOptions, RequestIssue } from "./check-request.ts";

/**
 * The request made legal: every issue of `checkRequest` that has a fix is fixed, one rule after the other, until none
 * is left. Fixes change meaning (they leave out, clamp, switch): the issues say which. Fixing a fixed request changes
 * nothing. A request of the wrong shape comes back as it was, but for a mixed `stop`.
 */
export function applyFixes(request: ChatRequest, options: CheckOptions = {}): ChatRequest {
  const tries = new Map<FieldRuleName, number>();
  let current = request;
  for (;;) {
    const code = nextFix(checkRequest(current, options), tries);
    if (code === undefined) return current;
    tries.set(code, (tries.get(code) ?? 0) + 1);
    current = allRules[code].fix?.apply(current, { model: findModel(current.model, options.models) }) ?? current;
  }
}

/** Two rules may want opposite things under a profile: each gets two tries, then its issue stays. */
const maxTries = 2;

function nextFix(issues: RequestIssue[], tries: ReadonlyMap<FieldRuleName, number>): FieldRuleName | undefined {
  const isShapeWrong = issues.some((issue) => issue.code === "shape");
  for (const { code, fix } of issues) {
    if (fix === undefined || code === "shape" || code === "unknown-word") continue;
    if (isShapeWrong && code !== "stop-mixed") continue;
    if ((tries.get(code) ?? 0) < maxTries) return code;
  }
  return undefined;
}
