import { errorCodes } from "@qwire/protocol/client";
import type { ChatCompletion, ChatCompletionChunk, ChatRequest, ErrorCode } from "@qwire/protocol";
import { ChatError, isChatError, withKnown } from "../chat-error.ts";
import { buildChatRequest } from "../request/build-request.ts";
import type { CallControl } from "../request/call-control.ts";
import { fetchKey } from "../request/fetch-key.ts";
import { hideKey } from "../request/hide-key.ts";
import { readBody } from "../request/read-body.ts";
import { sendRequest } from "../request/send-request.ts";
import type { TransportReply } from "../transport.ts";
import { wait } from "../wait.ts";
import type { CallWarning, ChatCall } from "./chat-call.ts";
import { readChunks } from "./read-chunks.ts";
import type { ChunkBatches } from "./read-chunks.ts";
import { readCompletion, replayCompletion } from "./read-completion.ts";
import type { LimitedEnd } from "./limiter.ts";
import { plainTools } from "./plain-tools.ts";
import { withUsage } from "./with-usage.ts";

/** What came before the body. */
export type ReplyHead = {
  status: number;
  /** The service's id of the request, for its support. */
  requestId: string | null;
  headers: TransportReply["headers"];
};

/** A reply that has begun to say something. From here on nothing is tried again. */
export type OpenReply = ReplyHead & {
  /** Chunks that were held back while it said nothing yet. */
  held: ChatCompletionChunk[];
  /** The chunks after them. */
  rest: ChunkBatches;
  /** The reply as it came, where it came whole. */
  whole: ChatCompletion | null;
  /** What must not show in an error. */
  key: string;
  /** Gives up what is left of it. */
  control: CallControl;
  /** Tells the limiter how it ended. */
  leave: ((end: LimitedEnd) => void) | undefined;
};

/**
 * Sends, and sends again as the policy says, until a reply says something: text, thinking, a tool call or a finish
 * reason. A failure after status 200 counts as a failed attempt as long as nothing was said.
 *
 * @throws ChatError the last attempt's.
 */
export async function openReply(call: ChatCall): Promise<OpenReply> {
  const { clock, changes } = call.connection;
  const begunAt = clock.now();
  const tried = new Map<ErrorCode, ChatRequest>();
  let request = checked(call, call.request);
  for (let attempt = 1; ; attempt += 1) {
    const control = call.control.part();
    control.begin();
    const sent = plainTools(call, asStream(request, changes.applied(request)));
    let leave: OpenReply["leave"];
    try {
      control.throwIfGivenUp();
      leave = await call.limiter?.enter(sent, { clock, signal: control.signal() });
      call.watch?.request(attempt, sent);
      const reply = { ...(await attemptReply({ call, request: sent, control })), leave };
      call.watch?.response(attempt, reply);
      for (const [code, refused] of tried) changes.learn(refused, code);
      return reply;
    } catch (error) {
      control.abort(new ChatError("aborted"));
      leave?.({ usage: null, error });
      if (!isChatError(error) || call.control.givenUp() !== null) throw error;
      const changed = tried.has(error.code) ? null : changes.changed(sent, error.code);
      if (changed !== null) {
        tried.set(error.code, sent);
        call.onWarning(changeWarning(sent, error.code));
        request = asStream(sent, changed);
        call.watch?.retry(attempt, { error, waitMs: 0, request });
        continue;
      }
      const failed = { error, attempt, request: sent, elapsedMs: clock.now() - begunAt, random: clock.random() };
      const decision = await call.control.orAbort(call.retry(failed));
      if (decision === null) throw error;
      call.watch?.retry(attempt, { error, waitMs: decision.waitMs, request: decision.request ?? sent });
      if (decision.waitMs > 0)
        await wait(decision.waitMs, { clock: call.control.clock, signal: call.control.signal() });
      request = decision.request === undefined ? sent : checked(call, decision.request);
    }
  }
}

/** Told once for each request that was refused: what was learnt is then sent at once. */
function changeWarning({ model }: ChatRequest, code: ErrorCode): CallWarning {
  const { summary, change = {} } = errorCodes[code];
  const changes = Object.entries(change).map(([field, value]) =>
    value === undefined ? `without ${field}` : `with ${field}: ${JSON.stringify(value)}`,
  );
  return { code, model, sentence: `${summary} The request is sent again ${changes.join(" and ")}.` };
}

/** What the service has taught us about a model is not checked again: it knows better. */
function checked(call: ChatCall, request: ChatRequest): ChatRequest {
  const asked = plainTools(call, request);
  return asStream(asked, call.preflight(asked));
}

/** A stream nobody asked for tells its usage, as the plain reply would have. */
function asStream(before: ChatRequest, after: ChatRequest): ChatRequest {
  return before.stream === true ? after : withUsage(after);
}

type Attempt = { call: ChatCall; request: ChatRequest; control: CallControl };

async function attemptReply(attempt: Attempt): Promise<Omit<OpenReply, "leave">> {
  const { call, request, control } = attempt;
  const { connection, timeouts } = call;
  const { transport } = connection;
  const fetched = fetchKey(connection.apiKey, control);
  const key = typeof fetched === "string" ? fetched : await fetched;
  const sent = buildChatRequest(connection, key, request);
  let known: ReplyHead | null = null;
  try {
    const reply = await sendRequest(sent, { transport, control, headersMs: timeouts.headersMs });
    const { status, headers } = reply;
    known = { status, headers, requestId: headers.get("x-request-id") };
    const isPlain = isWhole(headers.get("content-type"), request);
    const opening = await (isPlain ? readWhole(reply, attempt) : readStream(reply, attempt));
    return { ...known, ...opening, key, control };
  } catch (error) {
    if (!isChatError(error)) throw error;
    throw hideKey(known === null ? error : withKnown(error, known), key);
  }
}

/** How a reply begins. */
type Opening = Pick<OpenReply, "held" | "rest" | "whole">;

async function readWhole(reply: TransportReply, attempt: Attempt): Promise<Opening> {
  const { call, control } = attempt;
  const text = await readBody(reply, { control, ...call.timeouts, ...call.limits });
  // A label may lie: gateways have called event streams JSON.
  if (isEventStream(text)) return readStream({ ...reply, body: asBody(text) }, attempt);
  const whole = readCompletion(text, reply);
  return { held: replayCompletion(whole), rest: nothing, whole };
}

function readStream(reply: TransportReply, attempt: Attempt): Promise<Opening> {
  const rest = readChunks(reply, attempt);
  const held: ChatCompletionChunk[] = [];
  return rest.pull({
    take(chunks) {
      held.push(...chunks);
      return chunks.some(saysSomething) ? { held, rest, whole: null } : undefined;
    },
    end() {
      throw new ChatError("stream_cut");
    },
    fail(error) {
      throw error;
    },
  });
}

/** The label decides where it is clear; elsewhere what was asked for. A page of HTML is read whole, to be refused. */
function isWhole(contentType: string | null, request: ChatRequest): boolean {
  const label = contentType?.toLowerCase() ?? "";
  if (label.includes("event-stream")) return false;
  return /json|html/.test(label) || request.stream !== true;
}

function isEventStream(text: string): boolean {
  return /^\uFEFF?\s*(?:data|event|id|retry)?:/.test(text);
}

async function* asBody(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

function saysSomething({ choices }: ChatCompletionChunk): boolean {
  return choices.some(({ delta, finish_reason }) =>
    Boolean(delta.content || delta.reasoning_content || delta.tool_calls?.length || delta.audio || finish_reason),
  );
}

/** A reply that came whole has no rest, and its end is certain. */
const nothing: ChunkBatches = {
  pull: async (receiver) => receiver.end(),
  hasEndMark: () => true,
  close: () => undefined,
};
