import type { PromptMessage } from "../../src/prompt/prompt-message.ts";

/** What a chat template is rendered for. Keys of tools stand in order, for the published template keeps what it is given. */
type Conversation = { messages: PromptMessage[]; tools?: object[]; enable_thinking?: boolean };

const tools = [
  {
    function: {
      description: "当你想查询指定城市的天气时非常有用。",
      name: "get_current_weather",
      parameters: {
        properties: { location: { description: "城市或县区", type: "string" } },
        required: ["location"],
        type: "object",
      },
    },
    type: "function",
  },
  { function: { description: 'It\'s "now" <b>&', name: "get_current_time", parameters: {} }, type: "function" },
];

const question: PromptMessage = { role: "user", content: "杭州和北京天气怎么样?" };
const call = (name: string, location: string) => ({ function: { name, arguments: `{"location": "${location}"}` } });
const asked: PromptMessage = { role: "assistant", content: "", tool_calls: [call("get_current_weather", "杭州")] };
const twice: PromptMessage = {
  role: "assistant",
  content: "I look.",
  tool_calls: [call("get_current_weather", "杭州"), call("get_current_weather", "北京")],
};
const told: PromptMessage = { role: "tool", content: "杭州今天是雨天。" };
const system: PromptMessage = { role: "system", content: "You are a helpful assistant." };
const answered: PromptMessage = { role: "assistant", content: "下雨。" };

/** Conversations of every shape the template tells apart. */
export const conversations: Conversation[] = [
  { messages: [question] },
  { messages: [system, question] },
  { messages: [system, question], enable_thinking: false },
  { messages: [system, question], enable_thinking: true },
  { messages: [question, answered, question] },
  { messages: [system, question, answered, system, question] },
  { messages: [question], tools },
  { messages: [system, question], tools },
  { messages: [system, question], tools, enable_thinking: false },
  { messages: [system, question, asked, told], tools },
  { messages: [question, twice, told, told], tools },
  { messages: [question, twice, told, told, answered, question, asked, told], tools },
];
