import { applyFixes, checkRequest, toOutgoing } from "@qwire/protocol";
import type { ChatRequest, ModelOverride, RequestIssue } from "@qwire/protocol";
import { ChatError } from "./chat-error.ts";
import type { Preflight } from "./chat/chat-call.ts";

/** What a preflight may be told. */
export type PreflightOptions = {
  /** What you know better about models; also how a model of your own gets its rules. */
  models?: ModelOverride;
  /**
   * Told what some model, server or day may refuse, and in `fix` mode what was changed: once for each kind of issue and
   * model.
   */
  onWarning?: (issue: RequestIssue) => void;
};

/**
 * Checks every request before it is sent, as it will be sent. A request that no server takes is not sent: the call fails
 * with `invalid_request`, and the error's `issues` say what is wrong.
 *
 * @param mode `throw`: sends requests as they are, or not at all. `fix`: first makes them legal where there is one sensible
 *   way, which may change what they mean (clamps, leaves out, streams where the model only streams).
 * @example createClient({ preflight: preflight("throw", { onWarning: (issue) => console.warn(issue.sentence) }) })
 */
export function preflight(mode: "throw" | "fix", { models, onWarning }: PreflightOptions = {}): Preflight {
  const isNew = createMemory();
  const check = (request: ChatRequest): RequestIssue[] => checkRequest(request, { models });

  return (request) => {
    const outgoing = toOutgoing(request);
    const found = check(outgoing);
    const isFixable = mode === "fix" && found.some(({ fix }) => fix !== undefined);
    const fixed = isFixable ? applyFixes(outgoing, { models }) : null;
    const left = fixed === null ? found : check(fixed);
    const errors = left.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw refused(errors);
    for (const issue of found) if (isNew(`${issue.code} ${outgoing.model}`)) onWarning?.(issue);
    return fixed ?? request;
  };
}

/** Most sentences in one message; `issues` has all. */
const maxSentences = 5;

/** Sentences name fields, limits and words of the wire, never what was said in a message. */
function refused(issues: RequestIssue[]): ChatError {
  const told = issues.slice(0, maxSentences).map(({ sentence }) => sentence);
  const more = issues.length - told.length;
  const message = ["The request was not sent, because no server would take it.", ...told];
  if (more > 0) message.push(`And ${more} more: see the error's issues.`);
  return new ChatError("invalid_request", { message: message.join(" "), issues });
}

/** Model names that come from somewhere else must not fill the memory. */
const maxTold = 500;

function createMemory(): (key: string) => boolean {
  const told = new Set<string>();
  return (key) => {
    if (told.has(key)) return false;
    if (told.size >= maxTold) told.clear();
    told.add(key);
    return true;
  };
}
