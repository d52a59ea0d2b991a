import type { AssistantMessage, ChatMessage } from "./chat-message.ts";
import type { ChatRequest } from "./chat-request/chat-request.ts";
import { holdsJson } from "./holds-json.ts";
import type { ContentPart, TextPart } from "./message-content.ts";
import type { ToolCall } from "./tool-call.ts";
import type { Tool } from "./tool.ts";
import { withoutField } from "./without-field.ts";

/** A change of form that loses nothing. */
export type OutgoingForm = {
  name: string;
  apply(request: ChatRequest): ChatRequest;
};

const messageForms: readonly OutgoingForm[] = [
  {
    // `developer is not one of ['system', 'assistant', 'user', 'tool', 'function']` (service's words).
    name: "developer-to-system",
    apply: eachMessage((message) => (message.role === "developer" ? { ...message, role: "system" } : message)),
  },
  {
    // A missing or null content is refused by some models; the 2025 document sends an empty string.
    name: "empty-content-beside-calls",
    apply: eachAssistant((message) => ((message.content ?? null) === null ? { ...message, content: "" } : message)),
  },
  {
    // History whose arguments are empty or not JSON is refused (recorded error bodies).
    name: "arguments-as-json",
    apply: eachAssistant((message) => eachIn(message, "tool_calls", withJsonArguments)),
  },
  {
    // Text models refuse or drop a list of parts; a list that holds only text says the same as one string.
    name: "flat-text",
    apply: eachMessage(flattened),
  },
];

const requestForms: readonly OutgoingForm[] = [
  {
    // Both documents print `required` beside `parameters`, where the service ignores it.
    name: "required-inside-parameters",
    apply: (request) => eachIn(request, "tools", withRequiredInside),
  },
  {
    // An empty list of tools is refused by some models and says the same as none.
    name: "no-empty-tools",
    apply: (request) => (request.tools?.length === 0 ? withoutField(request, "tools") : request),
  },
];

/**
 * The forms every request takes on its way out, in this order. Each leaves a request it does not concern as it is. Why
 * the service needs it stands above each, as a comment: no bundle has to carry it.
 */
export const outgoingForms: readonly OutgoingForm[] = [...messageForms, ...requestForms];

/** The request as it will really be sent: every form applied, `extra_body` merged into the top level. */
export function toOutgoing(request: ChatRequest): ChatRequest {
  const forms = request.messages.every(isPlainMessage) ? requestForms : outgoingForms;
  const formed = forms.reduce((current, form) => form.apply(current), request);
  if (formed.extra_body === undefined) return formed;
  return { ...withoutField(formed, "extra_body"), ...formed.extra_body };
}

/** Says yes only where every form would leave the message as it is: so a long history is gone through once a request. */
function isPlainMessage(message: ChatMessage): boolean {
  if (typeof message.content !== "string" || message.role === "developer") return false;
  return message.role !== "assistant" || !message.tool_calls?.some((call) => !holdsJson(call.function));
}

function eachMessage(change: (message: ChatMessage) => ChatMessage): OutgoingForm["apply"] {
  return (request) => eachIn(request, "messages", change);
}

/** The owner with every entry of its list changed; the owner itself where none is, or there is no list. */
function eachIn<Field extends string, Entry, Owner extends { [Name in Field]?: Entry[] | null }>(
  owner: Owner,
  field: Field,
  change: (entry: Entry) => Entry,
): Owner {
  const before = owner[field];
  const after = before?.map(change);
  return after?.some((entry, at) => entry !== before?.[at]) ? { ...owner, [field]: after } : owner;
}

function eachAssistant(change: (message: AssistantMessage) => AssistantMessage): OutgoingForm["apply"] {
  return eachMessage((message) => (message.role === "assistant" ? change(message) : message));
}

/** Arguments given as an object, which the type forbids, are written as JSON; what is no JSON at all becomes `{}`. */
function withJsonArguments(call: ToolCall): ToolCall {
  if (holdsJson(call.function)) return call;
  const given: unknown = call.function.arguments;
  const json = typeof given === "object" && given !== null ? JSON.stringify(given) : "{}";
  return { ...call, function: { ...call.function, arguments: json } };
}

function flattened(message: ChatMessage): ChatMessage {
  const { content } = message;
  if (!Array.isArray(content)) return message;
  const texts = content.flatMap((part) => (isPlainText(part) ? [part.text] : []));
  return texts.length === content.length ? { ...message, content: texts.join("") } : message;
}

/** A text part that says nothing beside its text. */
function isPlainText(part: ContentPart): part is TextPart {
  return part.type === "text" && Object.keys(part).every((key) => key === "type" || key === "text");
}

function withRequiredInside(tool: Tool): Tool {
  if (tool.type !== "function") return tool;
  const { required, ...definition } = tool.function;
  if (required === undefined || required === null) return tool;
  return { ...tool, function: { ...definition, parameters: { required, ...definition.parameters } } };
}
