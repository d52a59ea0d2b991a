// Streams an answer into the page. The page's own server passes it on, so that the key stays there.
import { createClient } from "qwire";

const answer = document.querySelector("#answer");
const client = createClient({ baseURL: new URL("/compatible-mode/v1", location.href).href, apiKey: "of-the-page" });
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] });
for await (const text of stream.text()) answer?.append(text);
answer?.setAttribute("data-state", "whole");
