import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { createClient } from "qwire";
import type { Client } from "qwire";

/** A client of the real service where DASHSCOPE_API_KEY is set, of an emulator in this process where it is not. */
export async function connect(): Promise<{ client: Client; close(): Promise<void> }> {
  if (process.env["DASHSCOPE_API_KEY"]) return { client: createClient(), close: async () => undefined };
  const server = await listen(createEmulator());
  return { client: createClient({ baseURL: server.url, apiKey: "emulator" }), close: () => server.close() };
}
