import type { ChatMessage, ChatRequest } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { RunSoFar } from "../chat-error.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import { waitFor } from "./chain-batches.ts";
import type { Run, RunParts } from "./run.ts";
import type { PrepareStep, StepChanges } from "./run-options.ts";
import { withUsage } from "../chat/with-usage.ts";

/** What a step asks, and with which tools. */
export type StepRequest = { request: ChatRequest; tools: ReadonlyMap<string, AnyTool> };

type Step = Pick<Run, "call" | "settings" | "soFar" | "tools" | "output"> & { step: number };

/**
 * The request of a step: the run's own with the conversation so far, changed as `prepareStep` says.
 *
 * @throws ChatError `hook_failed`, also for a tool the run does not have.
 */
export function* prepareRequest({ call, settings, soFar, tools: all, output, step }: Step): RunParts<StepRequest> {
  const { prepareStep } = settings;
  const changes = prepareStep === null ? {} : yield* waitFor(ask(prepareStep, soFar, step));
  const asked = { ...call.request, messages: soFar.messages, ...changes.request };
  const tools = changes.tools === undefined ? all : byName(chosen(settings.tools, changes.tools));
  const next: ChatRequest = {
    ...asked,
    messages: asked.preserve_thinking === true ? [...asked.messages] : asked.messages.map(withoutReasoning),
    tools: Array.from(tools.values(), ({ wire }) => wire),
    stream: true,
  };
  const isChosenNow = changes.request?.tool_choice !== undefined;
  // A choice that is forced again in every round would never let the model answer.
  if (step > 0 && !isChosenNow && isForced(next.tool_choice)) next.tool_choice = "auto";
  if (isForced(next.tool_choice) && next.enable_thinking === true) {
    next.tool_choice = "auto";
    call.onWarning({ code: "tool-choice-while-thinking", model: next.model, sentence: noForcedChoice });
  }
  return { request: withUsage(output?.ask(next) ?? next), tools };
}

export function byName(tools: readonly AnyTool[]): ReadonlyMap<string, AnyTool> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}

async function ask(
  prepareStep: PrepareStep,
  { messages, steps, usage }: RunSoFar,
  step: number,
): Promise<StepChanges<string>> {
  try {
    return (await prepareStep({ step, messages: [...messages], steps: [...steps], usage })) ?? {};
  } catch (cause) {
    throw isChatError(cause) ? cause : new ChatError("hook_failed", { cause });
  }
}

function chosen(tools: readonly AnyTool[], names: readonly string[]): AnyTool[] {
  const unknown = names.find((name) => !tools.some((tool) => tool.name === name));
  if (unknown !== undefined) {
    const cause = new TypeError(`prepareStep names the tool "${unknown}", which the run does not have.`);
    throw new ChatError("hook_failed", { cause });
  }
  return tools.filter(({ name }) => names.includes(name));
}

const noForcedChoice = 'tool_choice may only be "auto" or "none" while the model thinks; "auto" was sent.';

function isForced(choice: ChatRequest["tool_choice"]): boolean {
  return choice === "required" || (typeof choice === "object" && choice !== null);
}

/** Old thinking is not sent back: most models do not read it, and the others are asked by `preserve_thinking`. */
function withoutReasoning(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.reasoning_content === undefined) return message;
  const { reasoning_content: _, ...rest } = message;
  return rest;
}
