import * as z from "zod/mini";
import { tool, toolChoice } from "../tool.ts";
import type { Tool, ToolChoice } from "../tool.ts";

/** What the model may call. */
export type ToolUseParameters = {
  /**
   * Functions on offer. Send them again in every round, with tool results too (both documents). Both documents also say
   * that tools cannot be streamed; the service has taken it since 2025 (recorded).
   */
  tools?: Tool[] | null;
  /** Default `auto`. While thinking only `auto` and `none` (recorded); older models do not know `required`. */
  tool_choice?: ToolChoice | null;
  /** Several calls in one reply. Default `false`, unlike OpenAI's (reference of 2026). */
  parallel_tool_calls?: boolean | null;
  /**
   * Streams arguments piece by piece even for tools with array or object parameters. Default `false`; with
   * `stream: true` on models of 2026 (reference of 2026).
   */
  tool_stream?: boolean | null;
};

export const toolUseParameters: { readonly [K in keyof ToolUseParameters]-?: z.ZodMiniType<ToolUseParameters[K]> } = {
  tools: z.nullish(z.array(tool)),
  tool_choice: z.nullish(toolChoice),
  parallel_tool_calls: z.nullish(z.boolean()),
  tool_stream: z.nullish(z.boolean()),
};
