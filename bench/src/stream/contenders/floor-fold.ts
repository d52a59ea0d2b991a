import type { ReadStream } from "../contender.ts";

type Message = {
  content: string | null;
  reasoning_content?: string;
  tool_calls: { id: string; type: string; function: { name: string; arguments: string } }[];
};

/** The loop people write by hand when they want the whole message at the end: parse and fold. It checks nothing. */
export const readStream: ReadStream = async (fetch) => {
  const message: Message = { content: null, tool_calls: [] };
  let head: object = {};
  let finishReason: string | null = null;
  const reader = (await fetch()).body?.getReader();
  const decoder = new TextDecoder();
  let open = "";
  for (let step = await reader?.read(); step?.value; step = await reader?.read()) {
    const events = (open + decoder.decode(step.value, { stream: true })).split("\n\n");
    open = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      if (data === "[DONE]") continue;
      const { choices, ...rest } = JSON.parse(data);
      if (rest.usage !== null) head = rest;
      const choice = choices[0];
      if (choice === undefined) continue;
      if (choice.finish_reason) finishReason = choice.finish_reason;
      fold(message, choice.delta);
    }
  }
  const completion = { ...head, choices: [{ index: 0, message, finish_reason: finishReason }] };
  const whole = completion.choices[0]?.message;
  return {
    text: whole?.content ?? "",
    reasoning: whole?.reasoning_content ?? "",
    arguments: whole?.tool_calls[0]?.function.arguments ?? "",
  };
};

type Delta = {
  content?: string | null;
  reasoning_content?: string | null;
  tool_calls?: { index: number; id: string; function: { name?: string; arguments: string } }[];
};

function fold(message: Message, delta: Delta): void {
  if (delta.content) message.content = (message.content ?? "") + delta.content;
  if (delta.reasoning_content) message.reasoning_content = (message.reasoning_content ?? "") + delta.reasoning_content;
  for (const { index, id, function: piece } of delta.tool_calls ?? []) {
    const call = (message.tool_calls[index] ??= { id, type: "function", function: { name: "", arguments: "" } });
    if (piece.name) call.function.name = piece.name;
    call.function.arguments += piece.arguments;
  }
}
