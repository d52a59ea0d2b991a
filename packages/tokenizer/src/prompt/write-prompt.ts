import { promptArguments, toolJson } from "./tool-json.ts";
import { textOf } from "./prompt-message.ts";
import type { PromptMessage, PromptToolCall } from "./prompt-message.ts";

/** What shapes a prompt beside its messages. */
export type PromptOptions = {
  /** The request's `tools`. */
  readonly tools?: readonly object[] | null;
  /**
   * How the answer is begun. `true`: with an open thought, as models do that think. `false`: with an empty one, as
   * `qwen-turbo` does and the template does for `enable_thinking: false`. Default: with none, as `qwen-plus` does.
   */
  readonly thinking?: boolean;
};

/**
 * Writes the text a model reads: ChatML, by the chat template published with Qwen3. The service's differs in one thing,
 * which recorded prompts tell: the keys of tools and arguments stand in order.
 */
export function writePrompt(messages: readonly PromptMessage[], { tools, thinking }: PromptOptions): string {
  const [first] = messages;
  const opening = tools && tools.length > 0 ? writeTools(tools, first) : undefined;
  const rest = opening !== undefined && first?.role === "system" ? messages.slice(1) : messages;
  return `${opening ?? ""}${rest.map(writeMessage).join("")}<|im_start|>assistant\n${beginThought(thinking)}`;
}

/** Tools stand in the system message, which is made where there is none. */
function writeTools(tools: readonly object[], first: PromptMessage | undefined): string {
  const system = first?.role === "system" ? `${textOf(first)}\n\n` : "";
  return frame("system", `${system}${toolsBefore}${tools.map((tool) => `\n${toolJson(tool)}`).join("")}${toolsAfter}`);
}

function writeMessage(message: PromptMessage, at: number, all: readonly PromptMessage[]): string {
  if (message.role === "assistant")
    return frame("assistant", writeSpoken(textOf(message), message.tool_calls, promptArguments));
  if (message.role !== "tool") return frame(message.role, textOf(message));
  // Answers that stand together are one message of the user.
  const before = all[at - 1]?.role === "tool" ? "" : "<|im_start|>user";
  const after = all[at + 1]?.role === "tool" ? "" : "<|im_end|>\n";
  return `${before}\n<tool_response>\n${textOf(message)}\n</tool_response>${after}`;
}

/** What an assistant says and calls, as the model writes it. @param toArguments how the text of arguments is written */
export function writeSpoken(
  text: string,
  calls: readonly PromptToolCall[] | null | undefined,
  toArguments: (text: string) => string,
): string {
  const written = (calls ?? []).flatMap(({ function: called }) =>
    called === undefined
      ? []
      : [`<tool_call>\n{"name": "${called.name}", "arguments": ${toArguments(called.arguments)}}\n</tool_call>`],
  );
  return [...(text === "" ? [] : [text]), ...written].join("\n");
}

function frame(role: string, text: string): string {
  return `<|im_start|>${role}\n${text}<|im_end|>\n`;
}

function beginThought(thinking: boolean | undefined): string {
  if (thinking === undefined) return "";
  return thinking ? "<think>\n" : "<think>\n\n</think>\n\n";
}

const toolsBefore =
  "# Tools\n\nYou may call one or more functions to assist with the user query.\n\nYou are provided with function signatures within <tools></tools> XML tags:\n<tools>";
const toolsAfter =
  '\n</tools>\n\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>';
