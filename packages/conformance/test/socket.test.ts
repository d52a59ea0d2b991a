import { fetchTransport } from "@qwire/adapters/fetch";
import { kyTransport } from "@qwire/adapters/ky";
import { listen } from "@qwire/server/node";
import ky from "ky";
import { afterEach, describe, it } from "vitest";
import { journeys } from "../src/journeys.ts";
import { overSocket } from "../src/over-socket.ts";

// Over Node's other transports, and on every other runtime: `pnpm test:runtimes`.
describe.each([
  ["fetch", fetchTransport()],
  ["ky", kyTransport(ky)],
])("%s over a socket", (_, transport) => {
  const context = overSocket(listen, transport);
  afterEach(() => context.close());
  it.each(journeys)("$name", ({ run }) => run(context));
});
