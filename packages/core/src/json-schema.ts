import { Validator } from "@cfworker/json-schema";
import type { OutputUnit, Schema } from "@cfworker/json-schema";
import type { JsonSchema } from "@qwire/protocol";
import type { OwnSchema, SchemaIssue } from "./tools/standard-schema.ts";

/**
 * A JSON Schema as the `input` of a tool, checked by `@cfworker/json-schema`, which interprets it: no `eval`, so it works
 * under a strict Content-Security-Policy and in workers. Drafts 4 to 2020-12, told by `$schema`; default 2020-12.
 *
 * @throws Error when the schema refers to one that is not inside it.
 * @example defineTool({ name, description, input: fromJsonSchema<{ city: string }>(schema), run: ({ city }) => city })
 */
export function fromJsonSchema<T = { [field: string]: unknown }>(schema: JsonSchema): OwnSchema<T> {
  // A boundary: its type is for schemas written by hand, and this one is anybody's.
  const validator = new Validator(schema as Schema, draftOf(schema), false);
  const { $schema: _, ...shown } = schema;
  return {
    jsonSchema: shown,
    validate(value) {
      const { valid, errors } = validator.validate(value);
      // A boundary: the schema has said yes, and its author says that it stands for this type.
      return valid ? { value: value as T } : { issues: toIssues(errors) };
    },
  };
}

const drafts = [
  ["draft-04", "4"],
  ["draft-07", "7"],
  ["2019-09", "2019-09"],
] as const;

function draftOf({ $schema }: JsonSchema): "4" | "7" | "2019-09" | "2020-12" {
  const named = drafts.find(([word]) => String($schema).includes(word));
  return named === undefined ? "2020-12" : named[1];
}

/** A keyword that only says that something inside it failed, which is told as well. */
const gathering: ReadonlySet<string> = new Set([
  "$ref",
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "prefixItems",
  "allOf",
  "if",
  "then",
  "else",
  "dependentSchemas",
]);

function toIssues(errors: readonly OutputUnit[]): SchemaIssue[] {
  const telling = errors.filter(({ keyword }) => !gathering.has(keyword));
  return (telling.length > 0 ? telling : errors).map(({ keyword, error, instanceLocation }) => ({
    // A schema that is `false`, as `additionalProperties` mostly is.
    message: keyword === "false" ? "Nothing is allowed here." : error,
    path: pathOf(instanceLocation),
  }));
}

/** Steps of a JSON pointer such as `#/list/2/a~1b`. */
function pathOf(pointer: string): Array<string | number> {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    return /^\d+$/.test(key) ? Number(key) : key;
  });
}
