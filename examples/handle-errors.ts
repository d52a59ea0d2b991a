// One error class, whatever went wrong: a code to decide by, a sentence to show, and what had arrived.
import { inProcessTransport } from "@qwire/adapters/in-process";
import { createEmulator } from "@qwire/server";
import { createClient, isChatError } from "qwire";

// A bad day on demand: the stream is cut after three pieces.
const emulator = createEmulator({ faults: "close>3" });
const client = createClient({
  baseURL: "http://emulator/compatible-mode/v1",
  apiKey: "any",
  transport: inProcessTransport(emulator.fetch),
});
try {
  const messages = [{ role: "user" as const, content: "Tell me a story." }];
  for await (const piece of client.chat.completions.stream({ model: "qwen-plus", messages }).text()) {
    process.stdout.write(piece);
  }
} catch (error) {
  if (!isChatError(error)) throw error;
  console.log(`\n${error.code}: ${error.message}`);
  console.log("had arrived:", error.partial?.choices[0]?.message.content);
}
