import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import type { JourneyContext } from "./journey.ts";

/** Chats with an emulator that is a function. */
export const inProcess: JourneyContext = {
  async open(options, apiKey = "any") {
    const emulator = createEmulator(options);
    const transport = inProcessTransport(emulator.fetch);
    return { emulator, client: createClient({ baseURL: "http://emulator/compatible-mode/v1", apiKey, transport }) };
  },
};
