import { encodeJson } from "@qwire/protocol/client";
import type { AssistantMessage, ChatMessage, ToolCall, ToolMessage } from "@qwire/protocol";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import { fromUserParts } from "./from-user-parts.ts";
import { refuseMessages } from "./refuse-messages.ts";

/** One reply of the message, which may hold several with the tools between them. */
type Step = { text: string; reasoning: string; calls: ToolCall[]; answers: ToolMessage[] };

const emptyStep = (): Step => ({ text: "", reasoning: "", calls: [], answers: [] });

/** What the model has said and asked for, and what it was answered, reply by reply. */
export function fromAssistantParts(
  parts: readonly Fields[],
  { place, reasoning }: { place: string; reasoning: boolean },
): ChatMessage[] {
  const messages: ChatMessage[] = [];
  let step = emptyStep();
  const endStep = (): void => {
    messages.push(...toMessages(step, reasoning));
    step = emptyStep();
  };
  for (const [at, part] of parts.entries()) {
    const { type, text } = part;
    const here = `${place}.parts[${at}]`;
    if (type === "step-start") endStep();
    else if (type === "text" && typeof text === "string") {
      // What follows a call's answer is another reply, also where nobody has marked it.
      if (step.calls.length > 0) endStep();
      step.text += text;
    } else if (type === "reasoning" && typeof text === "string") step.reasoning += text;
    else if (type === "steering-message" && isListOfRecords(part["parts"])) {
      endStep();
      messages.push(...fromUserParts(part["parts"], here));
    } else addCall(step, part, here);
  }
  endStep();
  return messages;
}

function isListOfRecords(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isRecord);
}

function toMessages({ text, reasoning, calls, answers }: Step, withReasoning: boolean): ChatMessage[] {
  if (text === "" && calls.length === 0) return [];
  const message: AssistantMessage = {
    role: "assistant",
    content: text,
    ...(withReasoning && reasoning !== "" ? { reasoning_content: reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return [message, ...answers];
}

function addCall({ calls, answers }: Step, part: Fields, place: string): void {
  const name = nameOf(part);
  // Half a call is none.
  if (name === null || part["state"] === "input-streaming") return;
  const { toolCallId: id, input } = part;
  if (typeof id !== "string" || id === "") throw refuseMessages(`${place}.toolCallId`, "is missing");
  const text = typeof input === "string" ? input : encodeJson(input ?? {});
  calls.push({ id, type: "function", index: calls.length, function: { name, arguments: text } });
  answers.push({ role: "tool", tool_call_id: id, name, content: answerOf(part) });
}

function nameOf({ type, toolName }: Fields): string | null {
  if (type === "dynamic-tool") return typeof toolName === "string" ? toolName : null;
  return typeof type === "string" && type.startsWith("tool-") ? type.slice("tool-".length) : null;
}

function answerOf({ state, output, errorText, preliminary, approval }: Fields): string {
  switch (state) {
    case "output-available":
      // Progress only: the page has seen no end of it.
      if (preliminary === true) return notRun;
      return typeof output === "string" ? output : encodeJson(output ?? null);
    case "output-error":
      return `Error: ${String(errorText)}`;
    case "output-denied":
      return refused;
    case "approval-responded":
      return isRefusal(approval) ? refused : notRun;
    default:
      return notRun;
  }
}

const isRefusal = (approval: unknown): boolean =>
  typeof approval === "object" && approval !== null && "approved" in approval && approval.approved === false;

const notRun = "Error: this call was not run.";
const refused = "Error: The user refused this call. Do not ask for it again.";
