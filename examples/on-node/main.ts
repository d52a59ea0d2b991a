// Streams an answer on Node, over connections of its own: proxies of the environment are obeyed, certificates can be given.
import { fromEnvironment, nodeTransport } from "@qwire/adapters/node";
import { createClient } from "qwire";

const client = createClient({ ...fromEnvironment(), transport: nodeTransport() });
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] });
for await (const text of stream.text()) process.stdout.write(text);
