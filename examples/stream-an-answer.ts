// Shows a reply as it arrives, and what it has cost.
import { connect } from "./connect.ts";

const { client, close } = await connect();
const stream = client.chat.completions.stream({
  model: "qwen-plus",
  messages: [
    { role: "system", content: "You are a helpful assistant." },
    { role: "user", content: "你是谁?" },
  ],
});
for await (const event of stream) {
  if (event.type === "text-delta") process.stdout.write(event.delta);
  if (event.type === "usage") console.log(`\n${event.usage.total_tokens} tokens`);
}
await close();
