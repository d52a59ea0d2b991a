export { chatMessage } from "./chat-message.ts";
export type {
  AssistantMessage,
  ChatMessage,
  DeveloperMessage,
  SystemMessage,
  ToolMessage,
  UserMessage,
} from "./chat-message.ts";
export { chatCompletion } from "./chat-completion.ts";
export type { ChatCompletion, CompletionChoice, CompletionMessage } from "./chat-completion.ts";
export { chatCompletionChunk } from "./chat-completion-chunk.ts";
export { isPlainChunk } from "./is-plain-chunk.ts";
export { readChunk } from "./read/read-chunk.ts";
export { readModels } from "./read/read-models.ts";
export { readReply } from "./read/read-reply.ts";
export type { ChatCompletionChunk, ChunkChoice, ChunkDelta } from "./chat-completion-chunk.ts";
export { chatRequest, parameterNames } from "./chat-request/chat-request.ts";
export type { ChatRequest, ParameterName } from "./chat-request/chat-request.ts";
export type { SearchOptions } from "./chat-request/built-in-tools.ts";
export type { Stop } from "./chat-request/length.ts";
export type { ResponseFormat } from "./chat-request/output.ts";
export { classifyError } from "./classify-error.ts";
export type { NamedErrorRow, ToldFailure } from "./classify-error.ts";
export { completionToChunks } from "./completion-to-chunks.ts";
export { parseErrorBody, readErrorBody } from "./error-body.ts";
export type { ErrorBody, WireError } from "./error-body.ts";
export { errorCodes } from "./error-codes.ts";
export type { ErrorCode } from "./error-codes.ts";
export type { ClientErrorCode } from "./errors/client-errors.ts";
export type { ErrorMatch, ErrorRow } from "./error-row.ts";
export { serviceSentences } from "./errors/service-sentences.ts";
export type { ServiceSentence, ToldErrorCode } from "./errors/service-sentences.ts";
export type { FinishReason } from "./finish-reason.ts";
export { decodeExactJson, decodeJson, encodeJson } from "./json.ts";
export type { Logprobs, TokenLogprob } from "./logprobs.ts";
export type {
  AudioPart,
  CacheControl,
  ContentPart,
  ImagePart,
  TextPart,
  VideoFramesPart,
  VideoPart,
} from "./message-content.ts";
export { modelList } from "./model-list.ts";
export type { ModelEntry, ModelList } from "./model-list.ts";
export { findModel } from "./models/find-model.ts";
export type { ModelOverride } from "./models/find-model.ts";
export { modelCatalogue } from "./models/model-catalogue.ts";
export type { KnownModelId, ModelId } from "./models/model-catalogue.ts";
export type { DocumentYear, ModelProfile } from "./models/model-profile.ts";
export { modelStudio, normaliseBaseURL } from "./model-studio.ts";
export type { ModelStudioAddress, Plan, Region, WorkspaceRegion } from "./model-studio.ts";
export { outgoingForms, toOutgoing } from "./outgoing-forms.ts";
export type { OutgoingForm } from "./outgoing-forms.ts";
export { allRules } from "./rules/all-rules.ts";
export type { RuleName } from "./rules/all-rules.ts";
export { applyFixes } from "./rules/apply-fixes.ts";
export { checkRequest, judgeRequest } from "./rules/check-request.ts";
export type { CheckOptions, Judgement, RequestIssue } from "./rules/check-request.ts";
export { documentedProfiles } from "./rules/documented-profiles.ts";
export type { DocumentedProfile } from "./rules/documented-profiles.ts";
export type { Rule } from "./rules/rule.ts";
export { isThinking } from "./rules/is-thinking.ts";
export type { Tokenizer } from "./tokenizer.ts";
export { tool, toolChoice } from "./tool.ts";
export type { FunctionDefinition, JsonSchema, Tool, ToolChoice } from "./tool.ts";
export type { ToolCall, ToolCallDelta } from "./tool-call.ts";
export type { CompletionTokensDetails, PromptTokensDetails, Usage } from "./usage.ts";
