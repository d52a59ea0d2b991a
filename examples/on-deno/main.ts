// Streams an answer on Deno. It may reach the network and read two variables, and nothing else.
import { denoTransport, fromEnvironment } from "@qwire/adapters/deno";
import { createClient } from "qwire";

const client = createClient({ ...fromEnvironment(), transport: denoTransport() });
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] });
const encoder = new TextEncoder();
for await (const text of stream.text()) await Deno.stdout.write(encoder.encode(text));
