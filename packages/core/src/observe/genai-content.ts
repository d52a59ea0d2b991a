import type {
  ChatCompletion,
  ChatMessage,
  ChatRequest,
  CompletionMessage,
  ContentPart,
  Tool,
  ToolCall,
} from "@qwire/protocol";
import { decodeJson } from "@qwire/protocol/client";
import type { ToolOutcome } from "../tools/run-tool.ts";
import { cutText, fitJson } from "./fit-json.ts";
import type { FittedJson, Shorten } from "./fit-json.ts";
import { mediaContent, withoutDataUrls } from "./media-content.ts";

/** Attributes of a span by name, and the names of those that were cut. */
export type ContentAttributes = { texts: { [name: string]: string }; cut: string[] };

/**
 * `gen_ai.input.messages` and `gen_ai.tool.definitions` of a request. Instructions stay among the messages: they are part of
 * the history here, and the conventions want them there then.
 */
export function requestContent({ messages, tools }: ChatRequest, maxChars: number): ContentAttributes {
  return attributesOf({
    // The end of a long conversation is what the spans before have not told.
    "gen_ai.input.messages": fitJson(messages, inputMessage, { maxChars, keep: "last" }),
    ...(tools?.length && { "gen_ai.tool.definitions": fitJson(tools, toolDefinition, { maxChars, keep: "first" }) }),
  });
}

/** `gen_ai.output.messages` of a reply: one message for each choice. */
export function replyContent(reply: ChatCompletion, cutBy: string | null, maxChars: number): ContentAttributes {
  const output = fitJson(
    reply.choices,
    ({ message, finish_reason: reason }, shorten) => ({
      role: "assistant",
      parts: assistantParts(message, shorten),
      // The conventions' word is in the singular.
      finish_reason: reason === "tool_calls" ? "tool_call" : (reason ?? cutBy ?? "stop"),
    }),
    { maxChars, keep: "first" },
  );
  return attributesOf({ "gen_ai.output.messages": output });
}

/** `gen_ai.tool.call.arguments`: the model's own text. */
export function argumentsContent(text: string, maxChars: number): ContentAttributes {
  return attributesOf({ "gen_ai.tool.call.arguments": fitText(text, maxChars) });
}

/** `gen_ai.tool.call.result`: the answer to the model, of a tool that succeeded. */
export function resultContent({ ok, message: { content } }: ToolOutcome, maxChars: number): ContentAttributes {
  if (!ok) return { texts: {}, cut: [] };
  return attributesOf({ "gen_ai.tool.call.result": fitText(joined(content), maxChars) });
}

function attributesOf(told: { [name: string]: FittedJson }): ContentAttributes {
  const cut = Object.keys(told).filter((name) => told[name]?.isCut);
  const texts = Object.fromEntries(Object.entries(told).map(([name, { json }]) => [name, json]));
  return { texts, cut };
}

function fitText(text: string, maxChars: number): FittedJson {
  const bare = withoutDataUrls(text);
  const json = cutText(bare, maxChars);
  return { json, isCut: json !== bare };
}

// The forms of the parts: gen-ai-input-messages.json and gen-ai-output-messages.json of the OpenTelemetry conventions.

function inputMessage(message: ChatMessage, shorten: Shorten): object {
  const { role, name } = message;
  const named = name ? { name } : {};
  switch (message.role) {
    case "tool": {
      const response = textOf(message.content, shorten);
      return { role, parts: [{ type: "tool_call_response", id: message.tool_call_id ?? null, response }], ...named };
    }
    case "assistant":
      return { role, parts: assistantParts(message, shorten), ...named };
    default:
      return { role, parts: contentParts(message.content, shorten), ...named };
  }
}

type Said = Pick<CompletionMessage, "reasoning_content" | "tool_calls" | "refusal"> & {
  content?: string | ContentPart[] | null;
  audio?: CompletionMessage["audio"];
};

function assistantParts(
  { reasoning_content: thinking, content, refusal, audio, tool_calls: calls }: Said,
  shorten: Shorten,
): object[] {
  return [
    ...(thinking ? [{ type: "reasoning", content: textOf(thinking, shorten) }] : []),
    ...(content ? contentParts(content, shorten) : []),
    ...(refusal ? [{ type: "refusal", content: textOf(refusal, shorten) }] : []),
    ...(audio?.transcript ? [{ type: "text", content: textOf(audio.transcript, shorten) }] : []),
    ...(audio?.data ? [mediaContent("audio", `data:;base64,${audio.data}`)] : []),
    ...(calls ?? []).map((call) => toolCallPart(call, shorten)),
  ];
}

function contentParts(content: string | readonly ContentPart[], shorten: Shorten): object[] {
  if (typeof content === "string") return [{ type: "text", content: textOf(content, shorten) }];
  return content.flatMap((part): object[] => {
    switch (part.type) {
      case "text":
        return [{ type: "text", content: textOf(part.text, shorten) }];
      case "image_url":
        return [mediaContent("image", part.image_url.url)];
      case "input_audio": {
        const { data, format } = part.input_audio;
        return [mediaContent("audio", data, format ? `audio/${format}` : undefined)];
      }
      case "video":
        return part.video.map((frame) => mediaContent("image", frame));
      case "video_url":
        return [mediaContent("video", part.video_url.url)];
      default:
        // Newer than this package: that it is there, not what is in it.
        return [{ type: String((part as { type?: unknown }).type) }];
    }
  });
}

function toolCallPart({ id, function: { name, arguments: text } }: ToolCall, shorten: Shorten): object {
  return { type: "tool_call", id, name, arguments: readArguments(textOf(text, shorten)) };
}

/** As the model meant it, where it is whole JSON; else its own text. */
function readArguments(text: string): unknown {
  // A number of so many digits would be rounded.
  if (/\d{16}/.test(text)) return text;
  try {
    return decodeJson(text);
  } catch {
    return text;
  }
}

function toolDefinition({ type, function: { name, description, parameters } }: Tool, shorten: Shorten): object {
  const schema = parameters === undefined ? {} : { parameters };
  return { type, name, ...(description && { description: textOf(description, shorten) }), ...schema };
}

function textOf(content: Texts, shorten: Shorten): string {
  return shorten(withoutDataUrls(joined(content)));
}

type Texts = string | ReadonlyArray<{ text: string }>;

function joined(content: Texts): string {
  return typeof content === "string" ? content : content.map((part) => part.text).join("\n");
}
