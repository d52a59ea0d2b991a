import type { ChatRequest } from "../chat-request/chat-request.ts";
import { findModel } from "../models/find-model.ts";
import type { ModelOverride } from "../models/find-model.ts";
import type { ErrorCode } from "../error-codes.ts";
import { allRules } from "./all-rules.ts";
import type { FieldRuleName, RuleName } from "./all-rules.ts";
import type { DocumentedProfile } from "./documented-profiles.ts";
import { readShape } from "./read-shape.ts";
import type { Details, Finding, Path, Rule } from "./rule.ts";
import { shapeRules } from "./shape-rules.ts";
import type { ShapeRule } from "./shape-rules.ts";

/** One thing that is wrong with a request, or may be. */
export type RequestIssue = {
  /** The rule that is broken. */
  code: RuleName;
  /** `error`: no server takes it. `warning`: some model, server or day does not. */
  severity: "error" | "warning";
  path: Path;
  /** The field and the remedy, in English. Chinese: `issueInChinese` of `@qwire/protocol/zh`. */
  sentence: string;
  /** What the sentence names: `field`, limits, words. */
  details: Details;
  /** Who says so. */
  source: string;
  /** The row of the error table a server answers with. */
  refusedAs: ErrorCode;
  /** What `applyFixes` does about it, where it does something. */
  fix?: string;
};

export type CheckOptions = {
  /**
   * Judge as a server of that day would: what the profile refuses is an error, all else a warning. Default: an error is
   * what is wrong for every model. A profile is read once: make another one rather than change it.
   */
  profile?: DocumentedProfile;
  /** What you know better about models. */
  models?: ModelOverride;
  /** Look for errors only: a server that refuses or answers has no use for warnings. */
  onlyErrors?: boolean;
};

type NamedRule = { code: FieldRuleName; rule: Rule };

// The compiler types the keys of any object as plain strings; this one is closed.
const rules: readonly NamedRule[] = (Object.entries(allRules) as Array<[FieldRuleName, Rule]>).map(([code, rule]) => ({
  code,
  rule,
}));

/**
 * Tells everything that is wrong with a request, or may be, in the order of the request's fields. Judges the request
 * as it is given: to judge what the client will really send, give `toOutgoing(request)`. Unknown fields and unknown
 * models are never wrong. Never throws, whatever it is given.
 */
export function checkRequest(request: unknown, options: CheckOptions = {}): RequestIssue[] {
  return judgeRequest(request, options).issues;
}

/** What was found, and the request as far as it can be read: wrong fields left out, stand-ins for unknown words. */
export type Judgement = { issues: RequestIssue[]; readable: ChatRequest };

/** {@link checkRequest} for whoever goes on to answer the request, and need not read it twice. */
export function judgeRequest(request: unknown, options: CheckOptions = {}): Judgement {
  const { profile, models, onlyErrors = false } = options;
  const { wrong, unknownWords, readable } = readShape(request);
  const context = { model: findModel(readable.model, models) };
  const tell =
    (code: RuleName, rule: ShapeRule & Pick<Rule, "fix">) =>
    (finding: Finding): RequestIssue =>
      issueOf(code, rule, { ...finding, profile });
  const found: RequestIssue[] = [];
  rulesOf(profile, onlyErrors).forEach(({ code, rule }) => {
    const findings = rule.check(readable, context);
    // Nearly always there are none: then nothing is made for them.
    if (findings.length > 0) found.push(...findings.map(tell(code, rule)));
  });
  if (found.length + wrong.length + unknownWords.length === 0) return { issues: [], readable };
  const wrongFields = new Set(wrong.map(({ path }) => path[0]));
  // A mixed stop has a rule of its own, which says it better than the schema.
  const mixedStop = allRules["stop-mixed"].check(asRequest(request), context);
  const issues = [
    ...wrong.filter(({ path }) => mixedStop.length === 0 || path[0] !== "stop").map(tell("shape", shapeRules.shape)),
    ...unknownWords.map(tell("unknown-word", shapeRules["unknown-word"])),
    ...mixedStop.map(tell("stop-mixed", allRules["stop-mixed"])),
    ...found.filter(({ path }) => !wrongFields.has(path[0])),
  ];
  return { issues: issues.length > 1 ? issues.toSorted(inOrderOf(request)) : issues, readable };
}

/** What each profile refuses, chosen once: a server judges all its requests by the same. */
const refused = new WeakMap<DocumentedProfile, readonly NamedRule[]>();

function rulesOf(profile: DocumentedProfile | undefined, onlyErrors: boolean): readonly NamedRule[] {
  const known = profile && onlyErrors && refused.get(profile);
  if (known) return known;
  const chosen = rules.filter(({ code, rule }) => {
    const severity = severityOf(code, rule, profile);
    return onlyErrors ? severity === "error" : severity !== "off";
  });
  if (profile && onlyErrors) refused.set(profile, chosen);
  return chosen;
}

function severityOf(code: RuleName, rule: ShapeRule, profile: DocumentedProfile | undefined): Rule["severity"] {
  if (profile === undefined) return rule.severity;
  if (profile.refuses.has(code)) return "error";
  return rule.severity === "off" ? "off" : "warning";
}

function issueOf(
  code: RuleName,
  rule: ShapeRule & Pick<Rule, "fix">,
  { path, details, profile }: Finding & { profile: DocumentedProfile | undefined },
): RequestIssue {
  const named = { ...details, field: pathText(path) };
  const issue: RequestIssue = {
    code,
    severity: severityOf(code, rule, profile) === "error" ? "error" : "warning",
    path,
    sentence: rule.sentence(named),
    details: named,
    source: rule.source,
    refusedAs: rule.refusedAs,
  };
  return rule.fix === undefined ? issue : { ...issue, fix: rule.fix.says };
}

/** `messages[2].tool_calls[0]`. */
function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return text === "" ? "The request" : text.replace(/^\./, "");
}

/** By the place of the field in the request, then by position inside it; what is missing comes last. */
function inOrderOf(request: unknown): (a: RequestIssue, b: RequestIssue) => number {
  const fields = typeof request === "object" && request !== null ? Object.keys(request) : [];
  const place = ({ path }: RequestIssue): number => {
    const at = fields.indexOf(String(path[0]));
    return path.length === 0 ? -1 : at === -1 ? fields.length : at;
  };
  return (a, b) => place(a) - place(b) || position(a) - position(b);
}

function position({ path }: RequestIssue): number {
  return typeof path[1] === "number" ? path[1] : -1;
}

/** `stop` is read from the request as it was given: by its type it could not be mixed. */
function asRequest(request: unknown): Parameters<Rule["check"]>[0] {
  const stop: unknown = typeof request === "object" && request !== null ? Reflect.get(request, "stop") : undefined;
  // Only the rule of `stop` gets this, and it takes anything for it.
  return { model: "?", messages: [], stop: stop as string };
}
