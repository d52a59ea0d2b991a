export { toUIMessageResponse, toUIMessageStream } from "./ui-message-stream/to-ui-message-response.ts";
export type { UIMessageResponseOptions, UIMessageSource } from "./ui-message-stream/to-ui-message-response.ts";
export type { UIMessageEnd, UIMessageStreamOptions } from "./ui-message-stream/create-ui-message-writer.ts";
export { fromUIMessages } from "./ui-message-stream/from-ui-messages.ts";
export type { FromUIMessagesOptions } from "./ui-message-stream/from-ui-messages.ts";
export { toDecisions } from "./ui-message-stream/to-decisions.ts";
export type { UIMessageChunk } from "./ui-message-stream/ui-message-chunk.ts";
