// The documents' plain curl call: bare HTTP, no client of ours.
import { openPlace } from "./open-place.ts";

const { baseURL, apiKey, close } = await openPlace();
const response = await fetch(`${baseURL}/chat/completions`, {
  method: "POST",
  headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
  body: JSON.stringify({
    model: "qwen-plus",
    messages: [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: "你是谁?" },
    ],
  }),
});
console.log(await response.text());
await close();
