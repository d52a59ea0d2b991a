export { errorCodes, modelStudio } from "@qwire/protocol/client";
export type {
  AssistantMessage,
  ChatCompletion,
  ChatCompletionChunk,
  ChatMessage,
  ChatRequest,
  ContentPart,
  ErrorCode,
  FinishReason,
  JsonSchema,
  ModelList,
  Region,
  RequestIssue,
  SystemMessage,
  ToolCall,
  ToolChoice,
  ToolMessage,
  Usage,
  UserMessage,
} from "@qwire/protocol";
export type { CallOptions, CallWarning, Preflight } from "./chat/chat-call.ts";
export type { Middleware, MiddlewareContext, NextEvents } from "./chat/middleware.ts";
export type { CallEnd, CallWatch, Observe } from "./chat/call-watch.ts";
export { ChatError, isChatError } from "./chat-error.ts";
export type { ChatErrorDetails, RunSoFar } from "./chat-error.ts";
export type { ChatRun } from "./run/chat-run.ts";
export type { ChatBranch, ChatStream } from "./chat/chat-stream.ts";
export type { ChunkStream } from "./chat/chunk-stream.ts";
export type { ChatParse } from "./output/chat-parse.ts";
export type { OutputMode, OutputOptions, ParseOptions, ParseRequest } from "./output/output-options.ts";
export type { OutputDeltaEvent, ParseEvent, ParseFinishEvent, ParseResult } from "./output/parse-events.ts";
export type { Decision, Decisions } from "./run/decisions.ts";
export type {
  PendingApproval,
  RunEvent,
  RunFinishEvent,
  RunResult,
  StepEndEvent,
  StepRetryEvent,
  StepStartEvent,
} from "./run/run-events.ts";
export type { PrepareStep, RunOptions, RunRequest, StepChanges, StepSoFar } from "./run/run-options.ts";
export type { RunState } from "./run/run-state.ts";
export type { ReplyHead } from "./chat/open-reply.ts";
export { afterSteps, afterTokens, afterTool, all, any } from "./run/stop-rules.ts";
export type { RunProgress, StopRule } from "./run/stop-rules.ts";
export type { TeeOptions } from "./chat/tee-items.ts";
export type { StreamFormat } from "./chat/stream-format.ts";
export type { ConnectionReason } from "./connection-reason.ts";
export { createClient } from "./create-client.ts";
export type { Client, ClientOptions, StreamRequest } from "./create-client.ts";
export type {
  AudioDeltaEvent,
  ChatEvent,
  FinishEvent,
  ReasoningDeltaEvent,
  TextDeltaEvent,
  ToolCallDeltaEvent,
  ToolCallEvent,
  ToolCallStartEvent,
  ToolCallState,
  UsageEvent,
} from "./events.ts";
export type { LimitedEnd, Limiter } from "./chat/limiter.ts";
export { preflight } from "./preflight.ts";
export type { PreflightOptions } from "./preflight.ts";
export type { Timeouts } from "./request/call-control.ts";
export type { ApiKey } from "./request/connection.ts";
export { fallback } from "./request/fallback.ts";
export { backoff } from "./request/retry.ts";
export type { FailedAttempt, RetryDecision, RetryPolicy } from "./request/retry.ts";
export { defineTool } from "./tools/define-tool.ts";
export type { AnyTool, Tool, ToolCallContext, ToolDefinition } from "./tools/define-tool.ts";
export type { BrokenCall, RepairArguments, ToolFailure } from "./tools/run-tool.ts";
export type { InputSchema, OwnSchema, SchemaIssue, SchemaResult, StandardJsonSchema } from "./tools/standard-schema.ts";
export type { ArgumentIssue } from "./tools/tell-issue.ts";
export type { ToolErrorEvent, ToolEvent } from "./tools/tool-events.ts";
export type { Transport, TransportReply, TransportRequest } from "./transport.ts";
export type { Clock } from "./wait.ts";
