import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import { describe, it } from "vitest";
import type { JourneyContext } from "../src/journey.ts";
import { journeys } from "../src/journeys.ts";

const context: JourneyContext = {
  async open(options, apiKey = "any") {
    const emulator = createEmulator(options);
    const transport = inProcessTransport(emulator.fetch);
    return { emulator, client: createClient({ baseURL: "http://emulator/compatible-mode/v1", apiKey, transport }) };
  },
};

describe("in process", () => {
  it.each(journeys)("$name", ({ run }) => run(context));
});
