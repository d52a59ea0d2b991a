import type { ChatRequest } from "../chat-request/chat-request.ts";
import type { ErrorCode } from "../error-codes.ts";
import type { ModelProfile } from "../models/model-profile.ts";

/** Where in the request: `["messages", 2, "content"]`. */
export type Path = ReadonlyArray<string | number>;

/** What a sentence names beside its field: limits, names, kinds. */
export type Details = { readonly [name: string]: string | number };

/** One place where a rule is broken. */
export type Finding = { path: Path; details?: Details };

/** What a rule may ask beside the request. */
type RuleContext = { model: ModelProfile };

/** `off`: only a documented profile switches it on. */
type RuleSeverity = "error" | "warning" | "off";

/** One named promise the service asks of a request. */
export type Rule = {
  /** `error` where the shape is wrong for every model; `warning` where it depends on the model or the day. */
  severity: RuleSeverity;
  /** The row of the error table a server answers with. */
  refusedAs: ErrorCode;
  /** Who says so. */
  source: string;
  /** Every place where the rule is broken, in order. Never throws. */
  check(request: ChatRequest, context: RuleContext): readonly Finding[];
  /** The finding in words: the field and the remedy. `field` is the path as text. */
  sentence(details: Details): string;
  /** How the request becomes legal, where there is one sensible way. */
  fix?: {
    /** What is done, in words. */
    says: string;
    apply(request: ChatRequest, context: RuleContext): ChatRequest;
  };
};

/** What nearly every rule says of nearly every request. */
export const noFindings: readonly Finding[] = [];

/** A finding at one field of the request, or none. */
export function when(broken: boolean, path: Path, details?: Details): readonly Finding[] {
  if (!broken) return noFindings;
  return details === undefined ? [{ path }] : [{ path, details }];
}
