import { ChatError, isChatError } from "../chat-error.ts";
import type { Transport, TransportReply, TransportRequest } from "../transport.ts";
import type { CallControl } from "./call-control.ts";
import { readFailure } from "./read-failure.ts";

/**
 * Sends one request once.
 *
 * @returns the reply, its status below 300 and its body unread.
 * @throws ChatError `connection_failed`, a timeout, `aborted`, or the service's own error.
 */
export async function sendRequest(
  request: TransportRequest,
  { transport, control, headersMs }: { transport: Transport; control: CallControl; headersMs: number },
): Promise<TransportReply> {
  const reply = await control
    .limit("headers_timeout", headersMs, transport(request, control.signal))
    .catch((error: unknown) => {
      throw isChatError(error) ? error : connectionFailed(request.url, error);
    });
  if (reply.status < 200 || reply.status > 299) throw await readFailure(reply, control);
  return reply;
}

/** Names the host, never the body; the reason is the runtime's own word, such as ECONNREFUSED, where it has one. */
function connectionFailed(url: string, cause: unknown): ChatError {
  const reason = errorWord(cause);
  return new ChatError("connection_failed", {
    message: `${new URL(url).origin} could not be reached${reason}. Check the base URL, the network and the proxy.`,
    cause,
  });
}

function errorWord(error: unknown): string {
  for (let at = error; typeof at === "object" && at !== null; at = "cause" in at ? at.cause : null) {
    if ("code" in at && typeof at.code === "string") return ` (${at.code})`;
  }
  return "";
}
