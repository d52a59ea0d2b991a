import { decodeJson } from "@qwire/protocol/client";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import type { AnyTool } from "./define-tool.ts";
import { shortenBytes } from "./shorten-bytes.ts";
import { tellIssue } from "./tell-issue.ts";
import type { ArgumentIssue } from "./tell-issue.ts";
import type { OwnSchema, SchemaResult } from "./standard-schema.ts";

/** Checked arguments, or the reason why there are none, written for the model. */
export type ReadArguments =
  | { ok: true; input: unknown }
  | { ok: false; reason: string; issues: readonly ArgumentIssue[] };

const maxQuoteBytes = 1024;

/**
 * Reads the arguments of a finished call. Empty text is no arguments; of two equal keys the last one counts, as in
 * `JSON.parse`; the 2024 document's model wraps them in `properties`, which is taken off when the schema has no such
 * property. At once where the schema judges at once.
 */
export function readArguments(text: string, tool: AnyTool): ReadArguments | Promise<ReadArguments> {
  const parsed = text.trim() === "" ? {} : tryDecode(text);
  if (!isRecord(parsed)) return refuse(notAnObject(text));
  if (tool.schema === null) return { ok: true, input: {} };
  const given = unwrap(parsed, tool.schema);
  const result = tool.schema.validate(given);
  if ("then" in result) return Promise.resolve(result).then((judged) => toRead(judged, given));
  return toRead(result, given);
}

function toRead(result: SchemaResult<unknown>, given: Fields): ReadArguments {
  if (result.issues === undefined) return { ok: true, input: result.value };
  const issues = result.issues.map((issue) => tellIssue(issue, given));
  const lines = issues.map(({ sentence }) => `\n- ${sentence}`);
  return refuse(`The arguments do not fit the tool's parameters:${lines.join("")}`, issues);
}

/** With the text itself: the history the model is sent says `{}` in its place, since the service takes only JSON. */
function notAnObject(text: string): string {
  return `The arguments are not a JSON object: ${shortenBytes(text, maxQuoteBytes)}\nSend one that fits the tool's parameters.`;
}

function refuse(reason: string, issues: readonly ArgumentIssue[] = []): ReadArguments {
  return { ok: false, reason: shortenBytes(reason), issues };
}

function unwrap(parsed: Fields, schema: OwnSchema<unknown>): Fields {
  if (!isRecord(parsed["properties"])) return parsed;
  const { properties, type, ...others } = parsed;
  const isWrapped = Object.keys(others).length === 0 && (type === undefined || type === "object");
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
