/**
 * One event of the AI SDK's UI message stream, version 1: those of its kinds that a chat with Qwen tells. The order is the
 * protocol's: a part has its start before its deltas and its end behind them; parts lie inside steps.
 * See ai-sdk.dev/docs/ai-sdk-ui/stream-protocol.
 */
export type UIMessageChunk =
  | { type: "start"; messageId?: string }
  | { type: "start-step" }
  /** What this step has told is taken back. */
  | { type: "reset-step" }
  | { type: "text-start" | "text-end" | "reasoning-start" | "reasoning-end"; id: string }
  | { type: "text-delta" | "reasoning-delta"; id: string; delta: string }
  | { type: "tool-input-start"; toolCallId: string; toolName: string }
  | { type: "tool-input-delta"; toolCallId: string; inputTextDelta: string }
  | { type: "tool-input-available"; toolCallId: string; toolName: string; input: unknown }
  | { type: "tool-input-error"; toolCallId: string; toolName: string; input: unknown; errorText: string }
  | { type: "tool-approval-request"; toolCallId: string; approvalId: string }
  /** `preliminary`: a tool's progress, which its output takes the place of. */
  | { type: "tool-output-available"; toolCallId: string; output: unknown; preliminary?: true }
  | { type: "tool-output-error"; toolCallId: string; errorText: string }
  | { type: "tool-output-denied"; toolCallId: string }
  /** A piece of speech; the page's `onData` is told, and no message keeps it. */
  | { type: "data-audio"; data: { data: string; transcript: string }; transient: true }
  | { type: "finish-step" }
  | { type: "finish"; finishReason: string; messageMetadata?: unknown }
  | { type: "error"; errorText: string }
  | { type: "abort" };
