import type { ErrorCode, Usage } from "@qwire/protocol";

/** A call that is seen: the same object in all of its events, so that it can be a key. */
export type SeenCall = {
  /** `run`: a conversation with tools; each of its steps is a `chat` of its own, whose parent it is. */
  readonly kind: "chat" | "run";
  /** The model that was asked for. */
  readonly model: string;
  /** Origin of the base URL, such as `https://dashscope.aliyuncs.com`. */
  readonly origin: string;
  readonly parent: SeenCall | null;
  /** Which step of its run it is; `null` outside runs. */
  readonly step: number | null;
};

/** What was asked, in figures. */
export type RequestFacts = {
  model: string;
  stream: boolean;
  messages: number;
  tools: number;
  temperature: number | null;
  topP: number | null;
  presencePenalty: number | null;
  maxTokens: number | null;
  topK: number | null;
  /** `null` also where it is more than a number can hold. */
  seed: number | null;
  reasoningEffort: string | null;
  choices: number;
  /** `text`, `json_object`, `json_schema`. */
  format: string;
};

/** What is told of a call. No message, no argument, no result, no key. Times in milliseconds since the call began. */
export type CallEvent =
  | { type: "start"; call: SeenCall }
  /** An attempt is sent, counted from 1. */
  | { type: "request"; call: SeenCall; attempt: number; request: RequestFacts; elapsedMs: number }
  /** Its reply has begun to say something. */
  | {
      type: "response";
      call: SeenCall;
      attempt: number;
      status: number;
      requestId: string | null;
      elapsedMs: number;
    }
  /** It has failed, and after `waitMs` another one follows. */
  | {
      type: "retry";
      call: SeenCall;
      attempt: number;
      code: ErrorCode;
      status: number | null;
      waitMs: number;
      /** The model that is asked next. */
      model: string;
      elapsedMs: number;
    }
  | { type: "tool-start"; call: SeenCall; toolCallId: string; name: string; step: number; elapsedMs: number }
  | {
      type: "tool-end";
      call: SeenCall;
      toolCallId: string;
      name: string;
      /** `null`: it went well. */
      failure: "unknown-tool" | "invalid-arguments" | "timeout" | "thrown" | "truncated" | "refused" | null;
      elapsedMs: number;
    }
  | {
      type: "end";
      call: SeenCall;
      outcome: "complete" | "stopped" | "paused" | "failed" | "aborted";
      /** The error's code, where there is one. */
      code: ErrorCode | null;
      status: number | null;
      requestId: string | null;
      /** The reply's own id, model and finish reasons, of chats that came to their end. */
      replyId: string | null;
      replyModel: string | null;
      finishReasons: readonly string[];
      usage: Usage | null;
      elapsedMs: number;
    };
