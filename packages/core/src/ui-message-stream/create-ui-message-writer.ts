import { decodeJson, errorCodes } from "@qwire/protocol/client";
import type { FinishReason, Usage } from "@qwire/protocol";
import type { ChatError } from "../chat-error.ts";
import type { ChatEvent, ToolCallEvent } from "../events.ts";
import type { AnyRunEvent } from "../route-handler/reply-pieces.ts";
import type { ToolFailure } from "../tools/run-tool.ts";
import type { UIMessageChunk } from "./ui-message-chunk.ts";

/** What is known at the end of a message. */
export type UIMessageEnd = { usage: Usage | null; finishReason: FinishReason | null };

/** How a message is told. */
export type UIMessageStreamOptions = {
  /** Default: the page makes one up, or goes on with its last message where a run is resumed. */
  messageId?: string;
  /** Whether the page is told the thinking. Default `true`. */
  reasoning?: boolean;
  /** What the message's `metadata` on the page becomes: `({ usage }) => ({ tokens: usage?.total_tokens })`. Default: nothing. */
  messageMetadata?: (end: UIMessageEnd) => unknown;
  /**
   * What the page is told of a failure, of the call or of a tool. Default: the error table's sentence, and that a tool has failed:
   * what a tool threw may name hosts and files.
   */
  errorText?: (failure: ChatError | ToolFailure) => string;
};

/** Puts what a reply or a run tells into the events of one UI message. */
export type UIMessageWriter = {
  start(): UIMessageChunk[];
  write(event: ChatEvent | AnyRunEvent): UIMessageChunk[];
  fail(error: ChatError): UIMessageChunk[];
};

type Part = { kind: "text" | "reasoning"; id: string };

/** Starts a message. */
export function createUIMessageWriter(options: UIMessageStreamOptions): UIMessageWriter {
  const { messageId, reasoning = true, messageMetadata, errorText = defaultErrorText } = options;
  let part: Part | null = null;
  let parts = 0;
  let isInStep = false;
  let usage: Usage | null = null;
  let chunks: UIMessageChunk[] = [];

  const tell = (...told: UIMessageChunk[]): void => void chunks.push(...told);
  const take = (): UIMessageChunk[] => {
    const taken = chunks;
    chunks = [];
    return taken;
  };
  const endPart = (): void => {
    if (part !== null) tell({ type: `${part.kind}-end`, id: part.id });
    part = null;
  };
  const beginStep = (): void => {
    if (!isInStep) tell({ type: "start-step" });
    isInStep = true;
  };
  const endStep = (): void => {
    endPart();
    if (isInStep) tell({ type: "finish-step" });
    isInStep = false;
  };
  const tellDelta = (kind: Part["kind"], delta: string): void => {
    beginStep();
    if (part?.kind !== kind) {
      endPart();
      part = { kind, id: `${kind}-${parts++}` };
      tell({ type: `${kind}-start`, id: part.id });
    }
    tell({ type: `${kind}-delta`, id: part.id, delta });
  };
  const tellCall = ({ toolCallId, name: toolName, arguments: text, state }: ToolCallEvent): void => {
    beginStep();
    endPart();
    if (state === "complete") {
      const input: unknown = text.trim() === "" ? {} : decodeJson(text);
      tell({ type: "tool-input-available", toolCallId, toolName, input });
    } else {
      const words = errorText({ kind: state === "truncated" ? "truncated" : "invalid-arguments", message: "" });
      tell({ type: "tool-input-error", toolCallId, toolName, input: text, errorText: words });
    }
  };
  const finish = (finishReason: FinishReason | null, told: Usage | null): void => {
    endStep();
    const metadata = messageMetadata?.({ usage: told, finishReason });
    const end: UIMessageChunk = { type: "finish", finishReason: finishReasons[finishReason ?? ""] ?? "other" };
    tell(metadata === undefined ? end : { ...end, messageMetadata: metadata });
  };

  const pass = (event: ChatEvent | AnyRunEvent): void => {
    // A message is one answer: other choices have no place in it.
    if ("choice" in event && event.choice !== 0) return;
    switch (event.type) {
      case "step-start":
        return beginStep();
      case "step-retry":
        part = null;
        return tell({ type: "reset-step" });
      case "reasoning-delta":
        if (reasoning) tellDelta("reasoning", event.delta);
        return;
      case "text-delta":
        return tellDelta("text", event.delta);
      case "audio-delta": {
        const { data, transcript } = event;
        return tell({ type: "data-audio", data: { data, transcript }, transient: true });
      }
      case "tool-call-start":
        beginStep();
        endPart();
        return tell({ type: "tool-input-start", toolCallId: event.toolCallId, toolName: event.name });
      case "tool-call-delta":
        return tell({ type: "tool-input-delta", toolCallId: event.toolCallId, inputTextDelta: event.delta });
      case "tool-call":
        return tellCall(event);
      case "tool-approval":
        return tell({
          type: "tool-approval-request",
          toolCallId: event.toolCallId,
          approvalId: event.toolCallId,
        });
      case "tool-progress": {
        const { toolCallId, progress } = event;
        return tell({ type: "tool-output-available", toolCallId, output: progress ?? null, preliminary: true });
      }
      case "tool-result":
        return tell({
          type: "tool-output-available",
          toolCallId: event.toolCallId,
          output: event.output ?? null,
        });
      case "tool-error": {
        const { toolCallId, error } = event;
        if (error.kind === "refused") return tell({ type: "tool-output-denied", toolCallId });
        return tell({ type: "tool-output-error", toolCallId, errorText: errorText(error) });
      }
      case "usage":
        usage = event.usage;
        return;
      case "step-end":
        return endStep();
      case "finish":
        if ("completion" in event) return finish(event.finishReason, event.completion.usage ?? usage);
        return finish(lastReason(event.result.steps), event.result.usage);
      case "tool-start":
    }
  };

  return {
    start() {
      tell(messageId === undefined ? { type: "start" } : { type: "start", messageId });
      return take();
    },
    write(event) {
      pass(event);
      return take();
    },
    fail(error) {
      endPart();
      if (error.code === "aborted") tell({ type: "abort" });
      else tell({ type: "error", errorText: errorText(error) });
      return take();
    },
  };
}

function lastReason(steps: ReadonlyArray<{ choices: ReadonlyArray<{ finish_reason?: FinishReason | null }> }>) {
  return steps.at(-1)?.choices[0]?.finish_reason ?? null;
}

/** The AI SDK's words for the wire's. */
const finishReasons: { readonly [reason: string]: string } = {
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  content_filter: "content-filter",
};

const toolSentences: { readonly [Kind in ToolFailure["kind"]]: string } = {
  "unknown-tool": "There is no such tool.",
  "invalid-arguments": "The arguments of this call do not fit.",
  timeout: "The tool took too long.",
  thrown: "The tool failed.",
  truncated: "This call was cut off and has not run.",
  refused: "This call was refused.",
};

function defaultErrorText(failure: ChatError | ToolFailure): string {
  return "kind" in failure ? toolSentences[failure.kind] : errorCodes[failure.code].summary;
}
