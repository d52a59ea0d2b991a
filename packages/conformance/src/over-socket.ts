import { createClient } from "@qwire/core";
import type { Transport } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import type { JourneyContext } from "./journey.ts";
import type { ServerGround } from "./server/server-ground.ts";

/** Chats over sockets: each with an emulator of its own that listens. */
export function overSocket(
  listen: NonNullable<ServerGround["listen"]>,
  transport: Transport,
): JourneyContext & { close(): Promise<void> } {
  const open: Array<() => Promise<void>> = [];
  return {
    async open(options, apiKey = "any") {
      const emulator = createEmulator(options);
      const { url: baseURL, close } = await listen(emulator);
      open.push(close);
      return { emulator, client: createClient({ baseURL, apiKey, transport }) };
    },
    async close() {
      for (const close of open.splice(0)) await close();
    },
  };
}
