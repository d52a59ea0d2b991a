import { completionToChunks, errorCodes } from "@qwire/protocol";
import type { ChatCompletion, ChatCompletionChunk, ChatRequest, ErrorCode } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import { buildChatRequest } from "../request/build-request.ts";
import { createCallControl } from "../request/call-control.ts";
import type { CallControl } from "../request/call-control.ts";
import type { RetryDecision } from "../request/retry.ts";
import { sendRequest } from "../request/send-request.ts";
import { wait } from "../wait.ts";
import type { ChatCall } from "./chat-call.ts";
import { readChunks } from "./read-chunks.ts";
import { readCompletion } from "./read-completion.ts";

/** A reply that has begun to say something. From here on nothing is tried again. */
export type OpenReply = {
  requestId: string | null;
  /** Chunks that were held back while it said nothing yet. */
  held: ChatCompletionChunk[];
  /** The chunks after them, as many at a time as the network brought. */
  rest: AsyncGenerator<ChatCompletionChunk[]>;
  /** The reply as it came, where it came whole. */
  whole: ChatCompletion | null;
  /** Gives up what is left of it. */
  control: CallControl;
};

/**
 * Sends, and sends again as the policy says, until a reply says something: text, thinking, a tool call or a finish
 * reason. A failure after status 200 counts as a failed attempt as long as nothing was said.
 *
 * @throws ChatError the last attempt's.
 */
export async function openReply(call: ChatCall): Promise<OpenReply> {
  const { clock } = call.connection;
  const begunAt = clock.now();
  const changed = new Set<ErrorCode>();
  let request = call.request;
  for (let attempt = 1; ; attempt += 1) {
    const control = createCallControl({ signal: call.control.signal, totalMs: Number.POSITIVE_INFINITY, clock });
    control.begin();
    try {
      control.signal.throwIfAborted();
      return await attemptReply(call, request, control);
    } catch (error) {
      control.abort(new ChatError("aborted"));
      control.dispose();
      if (!isChatError(error) || call.control.signal.aborted) throw error;
      const elapsedMs = clock.now() - begunAt;
      const decision =
        oneShotChange(request, error.code, changed) ??
        (await call.retry({ error, attempt, request, elapsedMs, random: clock.random() }));
      if (decision === null) throw error;
      if (decision.waitMs > 0) await wait(decision.waitMs, { clock, signal: call.control.signal });
      request = decision.request ?? request;
    }
  }
}

async function attemptReply(call: ChatCall, request: ChatRequest, control: CallControl): Promise<OpenReply> {
  const { connection, timeouts } = call;
  const sent = await buildChatRequest(connection, request);
  const { transport } = connection;
  const reply = await sendRequest(sent, { transport, control, headersMs: timeouts.headersMs });
  const requestId = reply.headers.get("x-request-id");
  if (isWhole(reply.headers.get("content-type"), request)) {
    const whole = await readCompletion(reply, { call, control });
    return { requestId, held: completionToChunks(whole), rest: nothing(), whole, control };
  }
  const rest = readChunks(reply, { call, control });
  const held: ChatCompletionChunk[] = [];
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) throw new ChatError("stream_cut", { requestId });
    held.push(...value);
    if (value.some(saysSomething)) return { requestId, held, rest, whole: null, control };
  }
}

/** The label decides; without one, what was asked for. A page of HTML is read whole, to be refused. */
function isWhole(contentType: string | null, request: ChatRequest): boolean {
  if (contentType === null) return request.stream !== true;
  return !contentType.toLowerCase().includes("event-stream");
}

function saysSomething({ choices }: ChatCompletionChunk): boolean {
  return choices.some(({ delta, finish_reason }) =>
    Boolean(delta.content || delta.reasoning_content || delta.tool_calls?.length || delta.audio || finish_reason),
  );
}

/** The table's change for this failure, if it was not tried yet and changes anything. */
function oneShotChange(request: ChatRequest, code: ErrorCode, changed: Set<ErrorCode>): RetryDecision | null {
  const { change } = errorCodes[code];
  if (change === undefined || changed.has(code)) return null;
  changed.add(code);
  return { waitMs: 0, request: { ...request, ...change } };
}

async function* nothing(): AsyncGenerator<ChatCompletionChunk[]> {
  // A reply that came whole has no rest.
}
