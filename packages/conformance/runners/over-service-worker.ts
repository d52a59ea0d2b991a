import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient, modelStudio } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import { handlers } from "@qwire/server/msw";
import { http } from "msw";
import { setupWorker } from "msw/browser";
import type { JourneyContext } from "../src/journey.ts";

/** Chats of a page with what it takes for the real service: msw's service worker stands between. */
export async function overServiceWorker(): Promise<JourneyContext> {
  const worker = setupWorker();
  await worker.start({ quiet: true });
  return {
    async open(options, apiKey = "any") {
      const emulator = createEmulator(options);
      worker.use(...handlers(http, emulator));
      const service = modelStudio({ region: "beijing" });
      return { emulator, client: createClient({ ...service, apiKey, transport: fetchTransport() }) };
    },
    async close() {
      worker.resetHandlers();
    },
  };
}
