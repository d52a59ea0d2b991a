import type { JsonSchema } from "@qwire/protocol";

/** What is wrong with a value, and where. */
export type SchemaIssue = {
  message: string;
  path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> | undefined;
};

/** The verdict of a schema: the value as the schema gives it, or what is wrong. */
export type SchemaResult<T> = { value: T; issues?: undefined } | { issues: ReadonlyArray<SchemaIssue> };

/**
 * A schema of any library that keeps to the Standard Schema convention and tells its JSON Schema (zod 4, arktype,
 * valibot through its converter). See standardschema.dev.
 */
export type StandardJsonSchema<T> = {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<T> | Promise<SchemaResult<T>>;
    readonly types?: { readonly input: unknown; readonly output: T } | undefined;
    readonly jsonSchema: { readonly input: (options: { target: "draft-2020-12" | "draft-07" }) => JsonSchema };
  };
};

/** A schema of your own: a JSON Schema for the model and a check for what it sends. */
export type OwnSchema<T> = {
  jsonSchema: JsonSchema;
  validate: (value: unknown) => SchemaResult<T> | Promise<SchemaResult<T>>;
};

/** What a tool may name as its input. */
export type InputSchema<T = unknown> = StandardJsonSchema<T> | OwnSchema<T>;

/** What a schema lets through. */
export type OutputOf<Schema extends InputSchema> =
  Schema extends StandardJsonSchema<unknown>
    ? NonNullable<Schema["~standard"]["types"]>["output"]
    : Schema extends OwnSchema<unknown>
      ? ValidOutput<Awaited<ReturnType<Schema["validate"]>>>
      : never;

/** Read off the good result alone: a check written as one expression returns both kinds as one type. */
type ValidOutput<Result> = Result extends { issues: ReadonlyArray<unknown> }
  ? never
  : Result extends { value: infer T }
    ? T
    : never;

/** Both kinds of schema as one: the check, and what the model is shown. */
export function toOwnSchema<T>(schema: InputSchema<T>): OwnSchema<T> {
  if (!("~standard" in schema)) return schema;
  const { validate, jsonSchema, vendor } = schema["~standard"];
  if (jsonSchema === undefined) {
    throw new TypeError(
      `This ${vendor} schema does not tell its JSON Schema. Use zod 4 (not zod/mini), arktype, valibot's ` +
        "toStandardJsonSchema, or give { validate, jsonSchema }.",
    );
  }
  const { $schema: _, ...shown } = jsonSchema.input({ target: "draft-2020-12" });
  return { jsonSchema: shown, validate };
}
