import { findModel } from "@qwire/protocol";
import type { ChatMessage, ChatRequest, JsonSchema } from "@qwire/protocol";
import type { OutputMode } from "./output-options.ts";

/** A schema to be kept to. */
export type WantedOutput = { jsonSchema: JsonSchema; name: string; mode: OutputMode | null };

/** The request that asks for JSON of this schema, in the way its model knows. */
export function toOutputRequest<Request extends Omit<ChatRequest, "stream">>(
  request: Request,
  wanted: WantedOutput,
): Request {
  const { jsonSchema, name } = wanted;
  switch (wanted.mode ?? modeFor(request)) {
    case "json_schema": {
      const json_schema = { name, schema: jsonSchema, strict: true };
      return { ...request, response_format: { type: "json_schema", json_schema } };
    }
    case "json_object":
      return { ...withInstruction(request, jsonSchema), response_format: { type: "json_object" } };
    case "text":
      return withInstruction(request, jsonSchema);
  }
}

function modeFor({ model, enable_thinking: asked }: Omit<ChatRequest, "stream">): OutputMode {
  const { json, thinking, thinksByDefault } = findModel(model);
  const thinks = thinking === "always" || (thinking !== "never" && (asked ?? thinksByDefault ?? false));
  if (thinks) return "text";
  if (json === null) return "json_object";
  return json.includes("json_schema") ? "json_schema" : json.includes("json_object") ? "json_object" : "text";
}

/** At the end of the system message, or as one: some models read only the first. */
function withInstruction<Request extends Omit<ChatRequest, "stream">>(
  request: Request,
  jsonSchema: JsonSchema,
): Request {
  const instruction = `Answer with one JSON object of this JSON Schema, and nothing else:\n${JSON.stringify(jsonSchema)}`;
  const [first, ...rest] = request.messages;
  const messages: ChatMessage[] =
    first?.role === "system" || first?.role === "developer"
      ? [{ ...first, content: withText(first.content, instruction) }, ...rest]
      : [{ role: "system", content: instruction }, ...request.messages];
  return { ...request, messages };
}

type SystemContent = Extract<ChatMessage, { role: "system" }>["content"];

function withText(content: SystemContent, instruction: string): SystemContent {
  return typeof content === "string"
    ? `${content}\n\n${instruction}`
    : [...content, { type: "text", text: instruction }];
}
