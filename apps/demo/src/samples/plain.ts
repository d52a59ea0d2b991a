// The first sample of both documents: a plain call.
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
  });
  console.log(JSON.stringify(completion));
}

await getResponse();
await close();
