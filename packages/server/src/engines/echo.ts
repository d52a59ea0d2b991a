import type { Engine } from "../emulator/engine.ts";
import { lastUserText } from "./last-user-text.ts";

/** Says the last user message back, and calls nothing. */
export function echo(): Engine {
  return ({ messages }) => lastUserText(messages);
}
