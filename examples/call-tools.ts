// Lets the model call two functions until it has its answer. Events are typed by the tool's name.
import { defineTool } from "qwire";
import * as z from "zod";
import { connect } from "./connect.ts";

const time = defineTool({
  name: "get_current_time",
  description: "当你想知道现在的时间时非常有用。",
  run: () => `当前时间:${new Date().toLocaleTimeString("zh-CN")}。`,
});
const weather = defineTool({
  name: "get_current_weather",
  description: "当你想查询指定城市的天气时非常有用。",
  input: z.object({ location: z.string().describe("城市或县区,比如北京市、杭州市、余杭区等。") }),
  run: ({ location }) => `${location}今天是雨天。`,
});

const { client, close } = await connect();
const run = client.chat.completions.run(
  { model: "qwen-plus", messages: [{ role: "user", content: "杭州和北京天气怎么样?现在几点了?" }] },
  { tools: [time, weather] },
);
for await (const event of run) {
  if (event.type === "tool-start") console.log("→", event.name, event.input);
  if (event.type === "tool-result") console.log("←", event.output);
  if (event.type === "text-delta") process.stdout.write(event.delta);
}
const { steps, usage } = await run.result();
console.log(`\n${steps.length} rounds, ${usage?.total_tokens} tokens`);
await close();
