import type { ChatCompletion, ChatMessage, ChatRequest, Usage } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { ChatEvent, ToolCallEvent } from "../events.ts";
import { createCallControl } from "../request/call-control.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import { runTools } from "../tools/run-tools.ts";
import { addUsage } from "./add-usage.ts";
import type { ChatCall } from "./chat-call.ts";
import { followReply } from "./follow-reply.ts";
import type { Outcome } from "./follow-reply.ts";
import type { RunEvent, RunResult } from "./run-events.ts";
import type { StopRule } from "./stop-rules.ts";
import { withUsage } from "./with-usage.ts";

/** What a run needs besides its call. */
export type RunSettings = {
  tools: readonly AnyTool[];
  stopWhen: StopRule;
  toolConcurrency: number;
  context: unknown;
};

/**
 * Asks the model, runs the tools it asks for, tells it their answers, and so on until it answers without a call or the
 * stop rule says so. Yields events by the armful and returns the result.
 *
 * @throws ChatError; no tool has run on arguments that were cut.
 */
export async function* runChat(call: ChatCall, settings: RunSettings): AsyncGenerator<readonly RunEvent[], RunResult> {
  const { signal } = call.control;
  const { clock } = call.connection;
  const tools = new Map(settings.tools.map((tool) => [tool.name, tool]));
  const messages: ChatMessage[] = [...call.request.messages];
  const steps: ChatCompletion[] = [];
  let usage: Usage | null = null;

  const end = (status: RunResult["status"]): RunResult => {
    const text = steps.at(-1)?.choices[0]?.message.content ?? "";
    return { status, text, messages, steps, usage };
  };

  for (let step = 0; ; step += 1) {
    yield [{ type: "step-start", step }];
    const request = stepRequest(call.request, messages, settings.tools);
    const control = createCallControl({ signal, totalMs: Number.POSITIVE_INFINITY, clock });
    const { completion, calls } = yield* runStep({ ...call, request, control });
    steps.push(completion);
    usage = addUsage(usage, completion.usage ?? null);
    const message = completion.choices[0]?.message;
    if (message !== undefined) messages.push(message);

    if (calls.length > 0) {
      const concurrency = call.request.parallel_tool_calls === false ? 1 : settings.toolConcurrency;
      const { context } = settings;
      messages.push(...(yield* runTools(calls, { tools, concurrency, signal, clock, context, step, messages })));
    }
    yield [{ type: "step-end", step, completion }];
    const isFinished = calls.length === 0;
    if (isFinished || settings.stopWhen({ steps })) {
      const result = end(isFinished ? "finished" : "stopped");
      yield [{ type: "finish", result }];
      return result;
    }
  }
}

/** One reply: its events, and the calls it leaves to be run. */
async function* runStep(
  call: ChatCall,
): AsyncGenerator<readonly RunEvent[], { completion: ChatCompletion; calls: ToolCallEvent[] }> {
  const calls: ToolCallEvent[] = [];
  const view = (events: ChatEvent[]): RunEvent[] =>
    events.flatMap((event) => {
      if (event.type === "tool-call") calls.push(event);
      // A run finishes once, after its last step.
      return event.type === "finish" ? [] : [event];
    });
  const completion = yield* followReply(call, view, unheard);
  if (calls.some(({ state }) => state === "truncated")) {
    throw new ChatError("tool_call_truncated", { requestId: completion.request_id ?? null, partial: completion });
  }
  if (calls.length === 0 && completion.choices[0]?.finish_reason === "tool_calls") {
    throw new ChatError("tool_calls_missing", { requestId: completion.request_id ?? null, partial: completion });
  }
  return { completion, calls };
}

/** A step's end is told through the loop alone. */
const unheard: Outcome = { resolve: () => undefined, reject: () => undefined };

function stepRequest(request: ChatRequest, messages: readonly ChatMessage[], tools: readonly AnyTool[]): ChatRequest {
  return withUsage({ ...request, messages: messages.map(withoutReasoning), tools: tools.map(({ wire }) => wire), stream: true });
}

/** Old thinking is not sent back: most models do not read it, and the others are asked by `preserve_thinking`. */
function withoutReasoning(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.reasoning_content === undefined) return message;
  const { reasoning_content: _, ...rest } = message;
  return rest;
}
