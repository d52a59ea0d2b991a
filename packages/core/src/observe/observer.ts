import type { ChatCompletion, ChatRequest } from "@qwire/protocol";
import type { CallEnd, CallWatch, Observe } from "../chat/call-watch.ts";
import { isChatError } from "../chat-error.ts";
import type { CallEvent, RequestFacts, SeenCall } from "./call-event.ts";
import type { ContentListener } from "./content-listener.ts";

/**
 * Tells a listener what becomes of every call: when it begins, each attempt, each retry, each tool, and how it ends. No
 * message, no argument, no result and no key is told. What the listener throws is lost.
 *
 * @example createClient({ observe: observer((event) => event.type === "end" && log(event.call.model, event.elapsedMs)) })
 */
export function observer(listener: (event: CallEvent) => void): Observe {
  return contentObserver(listener, null);
}

/** {@link observer}, and beside it, for whoever asks with a listener of its own, what the calls say. Has no door. */
export function contentObserver(listener: (event: CallEvent) => void, content: ContentListener | null): Observe {
  const tell = (event: CallEvent): void => harmless(() => listener(event));
  const say = content === null ? null : (what: (to: ContentListener) => void): void => harmless(() => what(content));
  return (kind, { baseURL, clock }) =>
    watchCall({ kind, parent: null, step: null, baseURL, now: clock.now, tell, say });
}

function harmless(tell: () => void): void {
  try {
    tell();
  } catch {
    // A listener's failure is none of the call's.
  }
}

type Watching = {
  kind: "chat" | "run";
  parent: (() => SeenCall) | null;
  step: number | null;
  baseURL: string;
  now(): number;
  tell(event: CallEvent): void;
  /** Tells content; `null` where nobody asked for it. */
  say: ((what: (to: ContentListener) => void) => void) | null;
};

function watchCall({ kind, parent, step, baseURL, now, tell, say }: Watching): CallWatch {
  let call: SeenCall = { kind, model: "", origin: new URL(baseURL).origin, parent: null, step };
  let begunAt = 0;
  let isOver = false;
  const elapsedMs = (): number => now() - begunAt;

  return {
    begin(request) {
      begunAt = now();
      call = { ...call, model: request.model, parent: parent?.() ?? null };
      tell({ type: "start", call });
      // A chat's is told as it is sent.
      if (kind === "run") say?.((to) => to.request(call, request));
    },
    request(attempt, request) {
      say?.((to) => to.request(call, request));
      tell({ type: "request", call, attempt, request: factsOf(request), elapsedMs: elapsedMs() });
    },
    response: (attempt, { status, requestId }) =>
      tell({ type: "response", call, attempt, status, requestId, elapsedMs: elapsedMs() }),
    retry(attempt, { error: { code, status }, waitMs, request: { model } }) {
      tell({ type: "retry", call, attempt, code, status, waitMs, model, elapsedMs: elapsedMs() });
    },
    toolBegin(one, inStep) {
      const { toolCallId, name } = one;
      tell({ type: "tool-start", call, toolCallId, name, step: inStep, elapsedMs: elapsedMs() });
      say?.((to) => to.toolCall(call, one));
    },
    toolEnd(one, outcome) {
      const { toolCallId, name } = one;
      say?.((to) => to.toolResult(call, one, outcome));
      const failure = outcome.ok ? null : outcome.error.kind;
      tell({ type: "tool-end", call, toolCallId, name, failure, elapsedMs: elapsedMs() });
    },
    end(how) {
      if (isOver) return;
      isOver = true;
      if (say !== null) sayReply(how, (reply, cutBy) => say((to) => to.reply(call, reply, cutBy)));
      tell({ type: "end", call, ...endOf(how), elapsedMs: elapsedMs() });
    },
    part: (inStep) => watchCall({ kind: "chat", parent: () => call, step: inStep, baseURL, now, tell, say }),
  };
}

/** What was said last: also by a call that failed or was left, as far as it came. */
function sayReply(how: CallEnd, say: (reply: ChatCompletion, cutBy: "error" | "aborted" | null) => void): void {
  if ("completion" in how) return say(how.completion, null);
  if ("result" in how) {
    const last = how.result.steps.at(-1);
    return last && say(last, null);
  }
  const { error } = how;
  if (isChatError(error) && error.partial !== null) say(error.partial, error.code === "aborted" ? "aborted" : "error");
}

type Ended = Omit<Extract<CallEvent, { type: "end" }>, "type" | "call" | "elapsedMs">;

const nothing = {
  code: null,
  status: null,
  requestId: null,
  replyId: null,
  replyModel: null,
  finishReasons: [],
  usage: null,
} as const;

function endOf(how: CallEnd): Ended {
  if ("completion" in how) {
    const { id, model, choices, usage = null, request_id: requestId = null } = how.completion;
    const finishReasons = choices.flatMap(({ finish_reason: reason }) => (reason ? [reason] : []));
    return {
      ...nothing,
      outcome: "complete",
      status: 200,
      requestId,
      replyId: id,
      replyModel: model,
      finishReasons,
      usage,
    };
  }
  if ("result" in how) {
    const { status, usage } = how.result;
    return { ...nothing, outcome: status === "finished" ? "complete" : status, usage };
  }
  const { error } = how;
  if (!isChatError(error)) return { ...nothing, outcome: "failed" };
  const { code, status, requestId, partial, run } = error;
  const outcome = code === "aborted" ? "aborted" : "failed";
  return { ...nothing, outcome, code, status, requestId, usage: run?.usage ?? partial?.usage ?? null };
}

function factsOf(request: ChatRequest): RequestFacts {
  const { model, stream, messages, tools, temperature, top_p, presence_penalty, max_tokens, n, response_format } =
    request;
  return {
    model,
    stream: stream === true,
    messages: messages.length,
    tools: tools?.length ?? 0,
    temperature: temperature ?? null,
    topP: top_p ?? null,
    presencePenalty: presence_penalty ?? null,
    maxTokens: request.max_completion_tokens ?? max_tokens ?? null,
    topK: request.top_k ?? null,
    seed: Number.isSafeInteger(request.seed) ? Number(request.seed) : null,
    reasoningEffort: request.reasoning_effort ?? null,
    choices: n ?? 1,
    format: response_format?.type ?? "text",
  };
}
