import { fetchTransport } from "@qwire/adapters/fetch";
import { kyTransport } from "@qwire/adapters/ky";
import { nodeTransport } from "@qwire/adapters/node";
import ky from "ky";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openTown } from "../src/town/open-town.ts";
import type { Town } from "../src/town/open-town.ts";
import type { TransportGround } from "../src/transport/transport-ground.ts";
import { transportPromises } from "../src/transport/transport-promises.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town[Symbol.asyncDispose]());

// An instance that would retry, time out and throw: core does these once, for every transport.
const eager = ky.create({
  retry: { limit: 5, methods: ["post", "get"], delay: () => 1 },
  timeout: 20,
  throwHttpErrors: true,
});

/** Without options of their own: what needs some is nodeTransport's. */
const plain: Array<[string, TransportGround["transport"]]> = [
  ["fetchTransport", () => fetchTransport()],
  ["kyTransport", () => kyTransport(eager)],
];
const choosing: Array<[string, TransportGround["transport"]]> = [
  ["nodeTransport", (wishes) => nodeTransport(wishes)],
  ["nodeTransport, direct", (wishes) => nodeTransport({ ...wishes, direct: true })],
];
/** Takes seconds: `pnpm test:runtimes` runs it over each, here it is run over one. */
const isLong = /^1,000 calls/;
const needOptions = new Set(["ca", "client certificate", "proxy", "environment", "close"]);

describe.each(plain)("%s", (_, transport) => {
  it.each(transportPromises.filter(({ name, needs = "" }) => !needOptions.has(needs) && !isLong.test(name)))(
    "$name",
    ({ run }) => run({ town: town.address, transport }),
  );
});

describe.each(choosing)("%s", (title, transport) => {
  it.each(transportPromises.filter(({ name }) => title === "nodeTransport" || !isLong.test(name)))("$name", ({ run }) =>
    run({ town: town.address, transport }),
  );
});
