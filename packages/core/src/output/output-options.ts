import type { ChatRequest } from "@qwire/protocol";
import type { CallOptions } from "../chat/chat-call.ts";
import { toOwnSchema } from "../tools/standard-schema.ts";
import type { InputSchema, OutputOf, OwnSchema } from "../tools/standard-schema.ts";

/**
 * How a model is asked for JSON.
 *
 * - `json_schema`: the schema goes with the request, and the service keeps to it.
 * - `json_object`: the service keeps to JSON, and an instruction in the system message holds the schema.
 * - `text`: the instruction alone.
 */
export type OutputMode = "json_schema" | "json_object" | "text";

/** What the answer is to be. */
export type OutputOptions<Schema extends InputSchema = InputSchema> = {
  /** The schema of an object: as a tool's `input`, of any library that tells its JSON Schema, or `{ validate, jsonSchema }`. */
  output: Schema;
  /** Names it for the model: letters, digits, `_`, `-`. Default `output`. */
  outputName?: string;
  /**
   * Default: the first that the model's row in the catalogue has; `json_object` for models nobody knows, and `text` while a
   * model thinks, since most refuse both then.
   */
  outputMode?: OutputMode;
};

/** A request to `parse()`, which streams by itself and reads one answer. */
export type ParseRequest = Omit<ChatRequest, "stream" | "n" | "response_format">;

/** What a run gives with this schema; without one nothing. */
export type RunOutputOf<Schema extends InputSchema> = [Schema] extends [never] ? undefined : OutputOf<Schema>;

/** What was chosen. */
export type OutputSettings<Output = unknown> = { schema: OwnSchema<Output>; name: string; mode: OutputMode | null };

/** @throws TypeError */
export function toOutputSettings<Schema extends InputSchema>({
  output,
  outputName: name = "output",
  outputMode: mode,
}: OutputOptions<Schema>): OutputSettings<OutputOf<Schema>> {
  if (!/^[\w-]{1,64}$/.test(name)) throw new TypeError(`outputName "${name}" must be 1 to 64 letters, digits, _ or -.`);
  // A boundary: what a schema lets through has the type it tells.
  const schema = toOwnSchema(output) as OwnSchema<OutputOf<Schema>>;
  const { type = "object" } = schema.jsonSchema;
  if (type !== "object") {
    throw new TypeError(`The output's schema is of type ${JSON.stringify(type)}: put it in a field of an object.`);
  }
  return { schema, name, mode: mode ?? null };
}

/** The options of `parse()`. */
export type ParseOptions<Schema extends InputSchema> = CallOptions & OutputOptions<Schema>;
