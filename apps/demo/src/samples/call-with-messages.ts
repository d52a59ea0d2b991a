import { createInterface } from "node:readline/promises";
import type { AssistantMessage, ChatCompletion, ChatMessage, Client } from "qwire";
import { getCurrentTime, getCurrentWeather, tools } from "./documented-tools.ts";

/**
 * The loop of both documents, by hand. It runs the first call of each reply and answers it without an id, as they do.
 *
 * @param locationOf reads the arguments: here the documents differ.
 */
export async function callWithMessages(client: Client, locationOf: (args: string) => string): Promise<void> {
  const getResponse = (messages: ChatMessage[]): Promise<ChatCompletion> =>
    client.chat.completions.create({ model: "qwen-plus", messages, tools });

  console.log("\n");
  const messages: ChatMessage[] = [{ content: await ask("请输入:"), role: "user" }];
  console.log("-".repeat(60));
  let i = 1;
  const firstResponse = await getResponse(messages);
  let assistantOutput = messageOf(firstResponse);
  console.log(`\n第${i}轮大模型输出信息:${JSON.stringify(firstResponse)}\n`);
  messages.push(assistantOutput);
  if (!assistantOutput.tool_calls?.length) {
    console.log(`无需调用工具,我可以直接回复:${assistantOutput.content}`);
    return;
  }
  while (assistantOutput.tool_calls?.[0] !== undefined) {
    const called = assistantOutput.tool_calls[0].function;
    const content =
      called.name === "get_current_weather" ? getCurrentWeather(locationOf(called.arguments)) : getCurrentTime();
    console.log(`工具输出信息:${content}\n`);
    console.log("-".repeat(60));
    messages.push({ name: called.name, role: "tool", content });
    assistantOutput = messageOf(await getResponse(messages));
    messages.push(assistantOutput);
    i += 1;
    console.log(`第${i}轮大模型输出信息:${JSON.stringify(assistantOutput)}\n`);
  }
  console.log(`最终答案:${assistantOutput.content}`);
}

/** An assistant's message with text, where the service may leave it out: `None` becomes `""` in the documents too. */
function messageOf({ choices }: ChatCompletion): AssistantMessage & { content: string } {
  const message = choices[0]?.message;
  if (message === undefined) throw new TypeError("The reply holds no choice.");
  return { ...message, content: message.content ?? "" };
}

/** The question from the command line, or from the keyboard. */
async function ask(prompt: string): Promise<string> {
  const given = process.argv.slice(2).join(" ");
  if (given !== "") return given;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(prompt);
  } finally {
    lines.close();
  }
}
