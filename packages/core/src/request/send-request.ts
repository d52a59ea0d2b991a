import { ChatError, isChatError } from "../chat-error.ts";
import { connectionReason } from "../connection-reason.ts";
import type { Transport, TransportReply, TransportRequest } from "../transport.ts";
import type { CallControl } from "./call-control.ts";
import { plainCause, reasonWord } from "./plain-cause.ts";
import { readFailure } from "./read-failure.ts";

/**
 * Sends one request once.
 *
 * @returns the reply, its status 2xx and its body unread.
 * @throws ChatError `connection_failed`, `invalid_reply` for a redirect, a timeout, `aborted`, or the service's own error.
 */
export async function sendRequest(
  request: TransportRequest,
  { transport, control, headersMs }: { transport: Transport; control: CallControl; headersMs: number },
): Promise<TransportReply> {
  const sending: { reply?: Promise<TransportReply> } = {};
  const send = (): Promise<TransportReply> => (sending.reply = transport(request, control.signal()));
  let reply: TransportReply;
  try {
    reply = await control.limit("headers_timeout", headersMs, send);
  } catch (error) {
    // A reply that comes after all is nobody's any more.
    void sending.reply?.then(close, () => undefined);
    throw isChatError(error) ? error : connectionFailed(request.url, error);
  }
  if (isRedirect(reply.status)) {
    void close(reply);
    throw redirected(reply, request.url);
  }
  if (reply.status < 200 || reply.status > 299) throw await readFailure(reply, control);
  return reply;
}

async function close({ body }: TransportReply): Promise<void> {
  try {
    await body?.[Symbol.asyncIterator]().return?.();
  } catch {
    // It is closed either way, and nobody waits for it.
  }
}

/** Browsers show a redirect that is not followed as status 0. */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

function redirected({ status, headers }: TransportReply, url: string): ChatError {
  const location = headers.get("location") ?? "";
  const { origin, pathname } = URL.parse(location, url) ?? { origin: "elsewhere", pathname: "" };
  return new ChatError("invalid_reply", {
    status,
    requestId: headers.get("x-request-id"),
    message:
      `${new URL(url).origin} redirects to ${location === "" ? "another address" : origin + pathname}. ` +
      "Redirects are not followed, so that the key goes nowhere else: use the final address as the base URL.",
  });
}

/** Names the host, never the body, and the runtime's own word, such as ECONNREFUSED, or the transport's. */
function connectionFailed(url: string, cause: unknown): ChatError {
  const reason = connectionReason(cause);
  const word = reasonWord(cause) ?? reason;
  return new ChatError("connection_failed", {
    message: `${new URL(url).origin} could not be reached${word === null ? "" : ` (${word})`}. Check the base URL, the network and the proxy.`,
    reason,
    cause: plainCause(cause),
  });
}
