// Asks the route as a framework would, and reads its stream with a client whose server is the route.
import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient } from "qwire";
import { POST } from "./app/api/chat/route.ts";

const client = createClient({ baseURL: "http://route", apiKey: "of-the-page", transport: inProcessTransport(POST) });
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] });
for await (const text of stream.text()) process.stdout.write(text);
