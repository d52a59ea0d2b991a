import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient, modelStudio } from "@qwire/core";
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
const context: JourneyContext = {
  async open(options, apiKey = "any") {
    const emulator = createEmulator(options);
    server.use(...handlers(http, emulator));
    return {
      emulator,
      client: createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport: fetchTransport() }),
    };
  },
};

/**
 * msw stands between, so there is no socket of ours to reset; and where a silent body is given up, an assertion of Node's
 * fetch fails on the socket msw plays (docs/limits.md).
 */
const fitForMsw = journeys.filter(({ name }) => !/^(reset|stall)/.test(name));

describe("msw", () => {
  it.each(fitForMsw)("$name", ({ run }) => run(context));
});
