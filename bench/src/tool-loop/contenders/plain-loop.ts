import { baseURL, question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

type Call = { id: string; type: "function"; function: { name: string; arguments: string } };
type Message = { role: string; content: string | null; tool_calls?: Call[]; tool_call_id?: string };

const { run, ...shown } = weather;
const tools = [{ type: "function", function: shown }];

/** What people write by hand; it checks nothing but that the arguments are JSON. */
export const runLoop: RunLoop = async (fetch) => {
  const messages: Message[] = [...question.messages];
  for (let step = 0; step < maxSteps; step += 1) {
    const body = JSON.stringify({ model: question.model, messages, tools, stream: true });
    const headers = { "content-type": "application/json", authorization: "Bearer bench" };
    const response = await fetch(`${baseURL}/chat/completions`, { method: "POST", headers, body });
    const message = await readMessage(response);
    messages.push(message);
    if (message.tool_calls === undefined) return message.content ?? "";
    const results = await Promise.all(message.tool_calls.map(async (call) => run(JSON.parse(call.function.arguments))));
    message.tool_calls.forEach(({ id }, at) => {
      messages.push({ role: "tool", tool_call_id: id, content: results[at] ?? "" });
    });
  }
  return "";
};

async function readMessage(response: Response): Promise<Message> {
  const calls: Call[] = [];
  let content = "";
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let open = "";
  for (let step = await reader?.read(); step?.value; step = await reader?.read()) {
    const events = (open + decoder.decode(step.value, { stream: true })).split("\n\n");
    open = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      if (data === "[DONE]") continue;
      const delta = JSON.parse(data).choices[0]?.delta;
      if (delta?.content) content += delta.content;
      for (const { index, id, function: piece } of delta?.tool_calls ?? []) {
        const call = (calls[index] ??= { id, type: "function", function: { name: piece.name, arguments: "" } });
        call.function.arguments += piece.arguments;
      }
    }
  }
  return { role: "assistant", content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
}
