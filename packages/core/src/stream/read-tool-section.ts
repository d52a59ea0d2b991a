import { decodeJson, encodeJson } from "@qwire/protocol/client";
import type { JsonSchema } from "@qwire/protocol";
import { isRecord } from "../is-record.ts";

/** A call that stood in the text. */
export type WrittenCall = { name: string; arguments: string };

/**
 * Reads the inside of a `<tool_call>` section: JSON with `name` and `arguments`, as Qwen's chat template asks for, or the
 * `<function=name><parameter=key>` form of Qwen3-Coder's. `null` for what is neither, or names no tool.
 *
 * @param schemaOf the JSON Schema of a tool's input; `undefined` where there is no such tool.
 */
export function readToolSection(
  section: string,
  schemaOf: (name: string) => JsonSchema | undefined,
): WrittenCall | null {
  const call = readJsonCall(section) ?? readFunctionCall(section, schemaOf);
  return call !== null && schemaOf(call.name) !== undefined ? call : null;
}

function readJsonCall(section: string): WrittenCall | null {
  let value: unknown;
  try {
    value = decodeJson(section);
  } catch {
    // Not this form.
    return null;
  }
  if (!isRecord(value) || typeof value["name"] !== "string") return null;
  const { name, arguments: given = {} } = value;
  if (typeof given === "string") return { name, arguments: given };
  return isRecord(given) ? { name, arguments: encodeJson(given) } : null;
}

const functionForm = /^\s*<function=([^>\s]+)>([\s\S]*)<\/function>\s*$/;
const parameterForm = /<parameter=([^>\s]+)>([\s\S]*?)<\/parameter>/g;

function readFunctionCall(section: string, schemaOf: (name: string) => JsonSchema | undefined): WrittenCall | null {
  const [, name = "", inside = ""] = functionForm.exec(section) ?? [];
  if (name === "" || inside.replaceAll(parameterForm, "").trim() !== "") return null;
  const properties = schemaOf(name)?.["properties"];
  const given = [...inside.matchAll(parameterForm)].map(([, key = "", text = ""]): [string, unknown] => {
    const value = text.replace(/^\r?\n/, "").replace(/\r?\n$/, "");
    const schema = isRecord(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return [key, isRecord(schema) && schema["type"] !== "string" ? jsonOrText(value) : value];
  });
  return { name, arguments: encodeJson(Object.fromEntries(given)) };
}

/** The form writes every value bare: what the schema does not call a string is JSON where it can be. */
function jsonOrText(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // A text after all.
    return text;
  }
}
