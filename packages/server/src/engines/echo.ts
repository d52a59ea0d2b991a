import type { Engine } from "../emulator/engine.ts";
import { limitSteps } from "./limit-steps.ts";
import { lastUserText } from "./last-user-text.ts";

/** Says the last user message back, and calls nothing. */
export function echo(): Engine {
  return (request, { tokenizer }) => limitSteps([{ say: lastUserText(request.messages) }], request, tokenizer);
}
