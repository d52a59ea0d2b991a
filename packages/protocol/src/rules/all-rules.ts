import { builtInToolRules } from "./built-in-tool-rules.ts";
import type { BuiltInToolRuleName } from "./built-in-tool-rules.ts";
import { lengthRules } from "./length-rules.ts";
import type { LengthRuleName } from "./length-rules.ts";
import { mediaRules } from "./media-rules.ts";
import type { MediaRuleName } from "./media-rules.ts";
import { messageRules } from "./message-rules.ts";
import type { MessageRuleName } from "./message-rules.ts";
import { modelRules } from "./model-rules.ts";
import type { ModelRuleName } from "./model-rules.ts";
import { outputRules } from "./output-rules.ts";
import type { OutputRuleName } from "./output-rules.ts";
import type { Rule } from "./rule.ts";
import { samplingRules } from "./sampling-rules.ts";
import type { SamplingRuleName } from "./sampling-rules.ts";
import type { ShapeRuleName } from "./shape-rules.ts";
import { sizeRules } from "./size-rules.ts";
import type { SizeRuleName } from "./size-rules.ts";
import { streamingRules } from "./streaming-rules.ts";
import type { StreamingRuleName } from "./streaming-rules.ts";
import { thinkingRules } from "./thinking-rules.ts";
import type { ThinkingRuleName } from "./thinking-rules.ts";
import { toolHistoryRules } from "./tool-history-rules.ts";
import type { ToolHistoryRuleName } from "./tool-history-rules.ts";
import { toolRules } from "./tool-rules.ts";
import type { ToolRuleName } from "./tool-rules.ts";

/** Rules with a check of their own. */
export type FieldRuleName =
  | SizeRuleName
  | ModelRuleName
  | MessageRuleName
  | ToolHistoryRuleName
  | MediaRuleName
  | SamplingRuleName
  | LengthRuleName
  | StreamingRuleName
  | ThinkingRuleName
  | ToolRuleName
  | OutputRuleName
  | BuiltInToolRuleName;

/** Names of all rules. */
export type RuleName = ShapeRuleName | FieldRuleName;

/** THE table of rules between and inside the fields of a request: client preflight and emulator read the same rows. */
export const allRules: { readonly [Name in FieldRuleName]: Rule } = {
  ...sizeRules,
  ...modelRules,
  ...messageRules,
  ...toolHistoryRules,
  ...mediaRules,
  ...samplingRules,
  ...lengthRules,
  ...streamingRules,
  ...thinkingRules,
  ...toolRules,
  ...outputRules,
  ...builtInToolRules,
};
