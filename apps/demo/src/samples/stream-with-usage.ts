// The second sample of both documents: a stream, whose last chunk tells the tokens used.
import { createClient } from "qwire";
import { openPlace } from "./open-place.ts";

const { baseURL, apiKey, close } = await openPlace();

async function getResponse(): Promise<void> {
  const client = createClient({ baseURL, apiKey });
  const completion = await client.chat.completions.create({
    model: "qwen-plus",
    messages: [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: "你是谁?" },
    ],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of completion) console.log(JSON.stringify(chunk));
}

await getResponse();
await close();
