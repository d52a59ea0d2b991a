import * as z from "zod/mini";
import { cacheControl } from "./message-content.ts";
import type { CacheControl } from "./message-content.ts";
import { nullIsAbsent } from "./wire-text.ts";

/** A JSON Schema, passed on as it is. */
export type JsonSchema = { [keyword: string]: unknown };

/** A function the model may ask for. */
export type FunctionDefinition = {
  /** Letters, digits, `_` and `-`, at most 64 characters (2025 document). */
  name: string;
  /** Tells the model when and how to use it. */
  description?: string;
  /**
   * JSON Schema of the arguments. Absent, `null` or `{}`: the function takes none (both documents).
   */
  parameters?: JsonSchema;
  /**
   * Both documents print `required` here, beside `parameters`, where the service ignores it. Accepted, and moved into
   * `parameters` by the outgoing forms.
   */
  required?: string[] | null;
  strict?: boolean | null;
};

/** An entry of `tools`. */
export type Tool = {
  type: "function";
  function: FunctionDefinition;
  /** Marks the end of a cached prefix. */
  cache_control?: CacheControl | null;
};

/**
 * Whether the model must, may or must not call tools. The service's default is `auto`. While thinking only `auto` and
 * `none` are taken; older models do not know `required`.
 */
export type ToolChoice = "auto" | "none" | "required" | { type: "function"; function: { name: string } };

/** Law for {@link Tool}. */
export const tool: z.ZodMiniType<Tool> = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string(),
    description: nullIsAbsent(z.string()),
    parameters: nullIsAbsent(z.record(z.string(), z.unknown())),
    required: z.nullish(z.array(z.string())),
    strict: z.nullish(z.boolean()),
  }),
  cache_control: z.nullish(cacheControl),
});

/** Law for {@link ToolChoice}. */
export const toolChoice: z.ZodMiniType<ToolChoice> = z.union([
  z.enum(["auto", "none", "required"]),
  z.looseObject({ type: z.literal("function"), function: z.looseObject({ name: z.string() }) }),
]);
