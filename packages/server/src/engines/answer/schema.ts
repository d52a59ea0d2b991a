import type { FunctionDefinition, JsonSchema } from "@qwire/protocol";

/** A property of an object schema. */
export type Property = {
  name: string;
  schema: JsonSchema;
  /** It must be there: what nobody said is asked for. */
  required: boolean;
  /** Whatever the words name is meant for it: it is required, or the first text where nothing is. */
  wanted: boolean;
};

/** What kind of value a schema wants. */
export type SchemaKind = "const" | "enum" | "number" | "boolean" | "array" | "object" | "literal" | "text";

/**
 * A tool's parameters. `required` may stand beside them, as both documents print it. A schema that requires nothing
 * still wants its first text, where one is named.
 */
export function readParameters({ parameters, required }: FunctionDefinition): Property[] {
  const schema = parameters ?? {};
  const properties = readProperties(schema, schema, required);
  if (properties.some((property) => property.required)) return properties;
  const first = properties.find(({ schema }) => kindOf(schema) === "text");
  return properties.map((property) => ({ ...property, wanted: property === first }));
}

/** The properties of an object schema, with local references resolved. */
export function readProperties(schema: JsonSchema, root: JsonSchema, required?: unknown): Property[] {
  const names = [schema["required"], required].flatMap((list) => (Array.isArray(list) ? list : []));
  return Object.entries(asSchema(schema["properties"])).map(([name, property]) => ({
    name,
    schema: resolve(property, root),
    required: names.includes(name),
    wanted: names.includes(name),
  }));
}

/** A schema without its references and alternatives: the first that is not null. */
export function resolve(value: unknown, root: JsonSchema, depth = 0): JsonSchema {
  const schema = asSchema(value);
  if (depth > 8) return {};
  const reference = schema["$ref"];
  if (typeof reference === "string" && reference.startsWith("#/")) {
    const found = reference
      .slice(2)
      .split("/")
      .reduce<unknown>((at, key) => asSchema(at)[key], root);
    return resolve(found, root, depth + 1);
  }
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(alternatives)) return schema;
  const chosen = alternatives.map((one) => resolve(one, root, depth + 1)).find((one) => typeOf(one) !== "null");
  return { ...schema, anyOf: undefined, oneOf: undefined, ...chosen };
}

export function kindOf(schema: JsonSchema): SchemaKind {
  if ("const" in schema) return "const";
  if (Array.isArray(schema["enum"])) return "enum";
  const type = typeOf(schema);
  if (type === "number" || type === "integer") return "number";
  if (type === "boolean" || type === "array") return type;
  if (type === "object" || "properties" in schema) return "object";
  return /^(date|date-time|time|email|uri|url)$/.test(String(schema["format"])) ? "literal" : "text";
}

/** The type; of several, the first that is not null. */
function typeOf(schema: JsonSchema): string | undefined {
  const type = schema["type"];
  const found: unknown = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  return typeof found === "string" ? found : undefined;
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {}; // Boundary: a plain object of unknowns.
}
