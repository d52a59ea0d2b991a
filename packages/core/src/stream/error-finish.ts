import { classifyError } from "@qwire/protocol/client";
import type { ErrorBody } from "@qwire/protocol";
import type { ChatError } from "../chat-error.ts";
import { serviceError } from "../request/service-error.ts";

/** The failure behind `finish_reason: "error_finish"`, whose text stands where the answer goes. */
export function errorFinish(content: string | null | undefined): ChatError {
  const body: ErrorBody = { code: null, message: content ?? "", type: null, param: null, requestId: null };
  const { code } = classifyError(null, body);
  return serviceError(body, { status: null, code: code === "service_error" ? "internal_error" : code });
}
