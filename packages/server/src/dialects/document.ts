import type { Usage } from "@qwire/protocol";
import type { Dialect, Envelope, WholeChoice } from "./dialect.ts";
import { plus2025 } from "./plus-2025.ts";
import { wholeMessage } from "./whole-message.ts";

/**
 * As both documents print it: `system_fingerprint: ""` in plain replies, three figures of usage, 32 hex digits for an id.
 * They print no call; it is written as qwen-plus did in 2025.
 */
export const document: Dialect = {
  ...plus2025,
  chunk: (envelope, choices, first) => plus2025.chunk(renamed(envelope), choices, first),
  usageChunk: (envelope, usage) => plus2025.usageChunk(renamed(envelope), threeFigures(usage)),
  completion: (envelope, choices, usage) => ({
    ...plus2025.completion(renamed(envelope), [], threeFigures(usage)),
    choices: choices.map(wholeChoice),
    system_fingerprint: "",
  }),
};

function renamed({ id, ...rest }: Envelope): Envelope {
  const [prefix = "", ...digits] = id.split("-");
  return { ...rest, id: `${prefix}-${digits.join("")}` };
}

function threeFigures({ prompt_tokens, completion_tokens, total_tokens }: Usage): Usage {
  return { prompt_tokens, completion_tokens, total_tokens };
}

function wholeChoice(choice: WholeChoice): object {
  const { index, finishReason, logprobs } = choice;
  return { message: { role: "assistant", ...wholeMessage(choice) }, finish_reason: finishReason, index, logprobs };
}
