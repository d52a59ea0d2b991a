import { decodeJson } from "@qwire/protocol";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import type { AnyTool } from "./define-tool.ts";
import type { OwnSchema, SchemaIssue } from "./standard-schema.ts";

/** Checked arguments, or the reason why there are none, written for the model. */
export type ReadArguments = { ok: true; input: unknown } | { ok: false; reason: string };

/** Most characters of a reason: it is sent back to the model and paid for. */
const maxReason = 2000;
const maxQuote = 1000;

/**
 * Reads the arguments of a finished call. Empty text is no arguments; the 2024 document's model wraps them in
 * `properties`, which is taken off when the schema has no such property.
 */
export async function readArguments(text: string, tool: AnyTool): Promise<ReadArguments> {
  const parsed = text.trim() === "" ? {} : tryDecode(text);
  if (!isRecord(parsed)) return refuse(notAnObject(text));
  if (tool.schema === null) return { ok: true, input: {} };
  const result = await tool.schema.validate(unwrap(parsed, tool.schema));
  if (result.issues === undefined) return { ok: true, input: result.value };
  return refuse(`The arguments do not fit the tool's parameters: ${result.issues.map(tell).join("; ")}`);
}

/** With the text itself: the history the model is sent says `{}` in its place, since the service takes only JSON. */
function notAnObject(text: string): string {
  const quoted = text.length > maxQuote ? `${text.slice(0, maxQuote)}…` : text;
  return `The arguments are not a JSON object: ${quoted}\nSend one that fits the tool's parameters.`;
}

function refuse(reason: string): ReadArguments {
  return { ok: false, reason: reason.length > maxReason ? `${reason.slice(0, maxReason)}…` : reason };
}

function tell({ message, path = [] }: SchemaIssue): string {
  const place = path.map((step) => String(typeof step === "object" ? step.key : step)).join(".");
  return place === "" ? message : `${place}: ${message}`;
}

function unwrap(parsed: Fields, schema: OwnSchema<unknown>): Fields {
  const { properties, type, ...others } = parsed;
  const isWrapped =
    isRecord(properties) && Object.keys(others).length === 0 && (type === undefined || type === "object");
  const ownProperties = schema.jsonSchema["properties"];
  const hasSuchProperty = isRecord(ownProperties) && Object.hasOwn(ownProperties, "properties");
  return isWrapped && !hasSuchProperty ? properties : parsed;
}

function tryDecode(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // The reason below says it; the parser's own sentence depends on the runtime.
    return undefined;
  }
}
