import * as z from "zod/mini";
import { chatMessage } from "../chat-message.ts";
import type { ChatMessage } from "../chat-message.ts";
import type { ModelId } from "../models/model-catalogue.ts";
import { builtInToolParameters } from "./built-in-tools.ts";
import type { BuiltInToolParameters } from "./built-in-tools.ts";
import { labelParameters } from "./labels.ts";
import type { LabelParameters } from "./labels.ts";
import { lengthParameters } from "./length.ts";
import type { LengthParameters } from "./length.ts";
import { outputParameters } from "./output.ts";
import type { OutputParameters } from "./output.ts";
import { samplingParameters } from "./sampling.ts";
import type { SamplingParameters } from "./sampling.ts";
import { specialModelParameters } from "./special-models.ts";
import type { SpecialModelParameters } from "./special-models.ts";
import { streamingParameters } from "./streaming.ts";
import type { StreamingParameters } from "./streaming.ts";
import { thinkingParameters } from "./thinking.ts";
import type { ThinkingParameters } from "./thinking.ts";
import { toolUseParameters } from "./tool-use.ts";
import type { ToolUseParameters } from "./tool-use.ts";

/**
 * The body of `POST {base}/chat/completions`. Only `model` and `messages` are required. A field of another name is a
 * compile error: pass what is newer than this package through `extra_body`.
 */
export type ChatRequest = {
  /**
   * A model's name, exact and case-sensitive: `qwen-plus`, `qwen3-max`, … Any text is taken; the known ones complete.
   */
  model: ModelId;
  /** The conversation so far, at least one message; the last one from the user or a tool. */
  messages: ChatMessage[];
  /** Fields this package does not know, merged into the top level of the body. Never sent under this name. */
  extra_body?: { [field: string]: unknown };
} & SamplingParameters &
  LengthParameters &
  StreamingParameters &
  ToolUseParameters &
  OutputParameters &
  ThinkingParameters &
  BuiltInToolParameters &
  SpecialModelParameters &
  LabelParameters;

/** A field of the wire's body that this package knows. */
export type ParameterName = Exclude<keyof ChatRequest, "extra_body">;

const parameters = {
  model: z.string(),
  messages: z.array(chatMessage).check(z.minLength(1)),
  ...samplingParameters,
  ...lengthParameters,
  ...streamingParameters,
  ...toolUseParameters,
  ...outputParameters,
  ...thinkingParameters,
  ...builtInToolParameters,
  ...specialModelParameters,
  ...labelParameters,
};

/** All of them: what the service documents, and what OpenAI clients send and it ignores. */
export const parameterNames: readonly ParameterName[] = /* @__PURE__ */ namesOf(parameters);

/** Law for the shape of {@link ChatRequest}: loose, unknown fields pass. Ranges and combinations are rules. */
export const chatRequest: z.ZodMiniType<ChatRequest> = z.looseObject({
  ...parameters,
  extra_body: z.optional(z.record(z.string(), z.unknown())),
});

function namesOf(fields: { readonly [Name in ParameterName]: unknown }): ParameterName[] {
  // The compiler types the keys of any object as plain strings; this one is closed.
  return Object.keys(fields) as ParameterName[];
}
