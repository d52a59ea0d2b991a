import { fetchTransport } from "@qwire/adapters/fetch";
import { kyTransport } from "@qwire/adapters/ky";
import { createClient } from "@qwire/core";
import type { Transport } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import ky from "ky";
import { afterEach, describe, it } from "vitest";
import type { JourneyContext } from "../src/journey.ts";
import { journeys } from "../src/journeys.ts";

const open: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function over(transport: Transport): JourneyContext {
  return {
    async open(options, apiKey = "any") {
      const emulator = createEmulator(options);
      const server = await listen(emulator);
      open.push(() => server.close());
      return { emulator, client: createClient({ baseURL: server.url, apiKey, transport }) };
    },
  };
}

describe("fetch over a socket", () => {
  it.each(journeys)("$name", ({ run }) => run(over(fetchTransport())));
});

describe("ky over a socket", () => {
  it.each(journeys)("$name", ({ run }) => run(over(kyTransport(ky))));
});
