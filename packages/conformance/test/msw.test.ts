import { fetchTransport } from "@qwire/adapters/fetch";
import { nodeTransport } from "@qwire/adapters/node";
import { createClient, modelStudio } from "@qwire/core";
import type { Transport } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import { handlers } from "@qwire/server/msw";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import type { JourneyContext } from "../src/journey.ts";
import { journeys } from "../src/journeys.ts";

const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The client believes it talks to the real service: msw answers for its address. */
function over(transport: Transport): JourneyContext {
  return {
    async open(options, apiKey = "any") {
      const emulator = createEmulator(options);
      server.use(...handlers(http, emulator));
      return { emulator, client: createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport }) };
    },
  };
}

// In a browser, where msw is a service worker: runners/over-service-worker.ts.
describe.each([
  ["fetchTransport", fetchTransport()],
  ["nodeTransport", nodeTransport()],
])("%s, met by msw", (_, transport) => {
  it.each(journeys)("$name", ({ run }) => run(over(transport)));
});
