import type { ChatRequest } from "../chat-request/chat-request.ts";
import type { ModelProfile } from "../models/model-profile.ts";

/** Whether the model will think about this request, as far as one can tell beforehand. */
export function isThinking(request: ChatRequest, model: ModelProfile): boolean {
  if (model.thinking === "always") return true;
  if (model.thinking === "never" || request.reasoning_effort === "none") return false;
  return request.enable_thinking ?? model.thinksByDefault ?? false;
}
