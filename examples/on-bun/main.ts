// Streams an answer on Bun. The key and the base URL come from the environment.
import { createClient } from "qwire";

const client = createClient();
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] });
for await (const text of stream.text()) process.stdout.write(text);
