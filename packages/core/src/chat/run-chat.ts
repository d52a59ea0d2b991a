import type { ChatCompletion, ChatMessage, ChatRequest } from "@qwire/protocol";
import type { BatchSource } from "../batch-source.ts";
import { ChatError } from "../chat-error.ts";
import type { RunSoFar } from "../chat-error.ts";
import type { ChatEvent, ToolCallEvent } from "../events.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import { runTools, unanswered } from "../tools/run-tools.ts";
import type { ToolEvent } from "../tools/tool-events.ts";
import { addUsage } from "./add-usage.ts";
import type { ChatCall } from "./chat-call.ts";
import type { Outcome } from "./create-reading.ts";
import { followReply } from "./follow-reply.ts";
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

type Run = { call: ChatCall; settings: RunSettings; soFar: RunSoFar };

/**
 * Asks the model, runs the tools it asks for, tells it their answers, and so on until it answers without a call or the
 * stop rule says so. Yields what is to be told next, keeps `soFar` up to date and returns how it ended.
 *
 * @throws ChatError; no tool has run on arguments that were cut.
 */
export async function* runChat(
  run: Run,
): AsyncGenerator<readonly RunEvent[] | BatchSource<RunEvent>, RunResult["status"]> {
  const { call, settings, soFar } = run;
  for (let step = 0; ; step += 1) {
    yield [{ type: "step-start", step }];
    const request = stepRequest(run, step);
    const asked = askModel({ ...call, request, control: call.control.lent() });
    yield asked.events;
    const { completion, calls } = asked.reply();
    soFar.steps.push(completion);
    soFar.usage = addUsage(soFar.usage, completion.usage ?? null);
    const message = completion.choices[0]?.message;
    if (message !== undefined) soFar.messages.push(message);

    if (calls.length > 0) yield* answerCalls(calls, run, step);
    yield [{ type: "step-end", step, completion }];
    if (calls.length === 0) return "finished";
    if (settings.stopWhen({ steps: soFar.steps })) return "stopped";
  }
}

/** A reply and the calls it leaves to be run. */
type AskedReply = { completion: ChatCompletion; calls: ToolCallEvent[] };

/** Asks for one reply: its events, and behind their end the reply itself. */
function askModel(call: ChatCall): { events: BatchSource<RunEvent>; reply(): AskedReply } {
  const calls: ToolCallEvent[] = [];
  let completion: ChatCompletion | null = null;
  const event = (told: ChatEvent, events: RunEvent[]): void => {
    // The conversation goes on with the first choice; other ones are only told.
    if (told.type === "tool-call" && told.choice === 0) calls.push(told);
    // A run finishes once, after its last step.
    if (told.type !== "finish") events.push(told);
  };
  // A step's failure is told through the loop alone.
  const outcome: Outcome<ChatCompletion> = { resolve: (told) => void (completion = told), reject: () => undefined };

  return {
    events: followReply<RunEvent>(call, { chunk: null, event, keepsAll: true }, outcome),
    reply() {
      if (completion === null) throw new ChatError("stream_cut");
      const known = { requestId: completion.request_id ?? null, partial: completion };
      if (calls.some(({ state }) => state === "truncated")) throw new ChatError("tool_call_truncated", known);
      const isCallMissing = calls.length === 0 && completion.choices[0]?.finish_reason === "tool_calls";
      if (isCallMissing) throw new ChatError("tool_calls_missing", known);
      return { completion, calls };
    },
  };
}

/** Runs the calls and puts one answer per call behind them, whatever happens on the way. */
async function* answerCalls(calls: ToolCallEvent[], run: Run, step: number): AsyncGenerator<ToolEvent[], undefined> {
  const { call, settings, soFar } = run;
  const answers = unanswered(calls);
  try {
    yield* runTools(calls, {
      tools: new Map(settings.tools.map((tool) => [tool.name, tool])),
      concurrency: call.request.parallel_tool_calls === false ? 1 : settings.toolConcurrency,
      signal: call.control.signal,
      clock: call.connection.clock,
      context: settings.context,
      messages: [...soFar.messages],
      step,
      answers,
    });
  } finally {
    soFar.messages.push(...answers);
  }
}

function stepRequest({ call: { request }, settings, soFar }: Run, step: number): ChatRequest {
  const messages = request.preserve_thinking === true ? [...soFar.messages] : soFar.messages.map(withoutReasoning);
  const tools = settings.tools.map(({ wire }) => wire);
  const next: ChatRequest = { ...request, messages, tools, stream: true };
  // A choice that is forced again in every round would never let the model answer.
  if (step > 0 && isForced(request.tool_choice)) next.tool_choice = "auto";
  return withUsage(next);
}

function isForced(choice: ChatRequest["tool_choice"]): boolean {
  return choice === "required" || (typeof choice === "object" && choice !== null);
}

/** Old thinking is not sent back: most models do not read it, and the others are asked by `preserve_thinking`. */
function withoutReasoning(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || message.reasoning_content === undefined) return message;
  const { reasoning_content: _, ...rest } = message;
  return rest;
}
