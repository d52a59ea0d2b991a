import { fetchTransport } from "@qwire/adapters/fetch";
import { kyTransport } from "@qwire/adapters/ky";
import { nodeTransport } from "@qwire/adapters/node";
import { listen } from "@qwire/server/node";
import ky from "ky";
import { afterEach, describe, it } from "vitest";
import { journeys } from "../src/journeys.ts";
import { overSocket } from "../src/over-socket.ts";

describe.each([
  ["fetch", fetchTransport()],
  ["ky", kyTransport(ky)],
  ["node", nodeTransport()],
  ["node, direct", nodeTransport({ direct: true })],
])("%s over a socket", (_, transport) => {
  const context = overSocket(listen, transport);
  afterEach(() => context.close());
  it.each(journeys)("$name", ({ run }) => run(context));
});
