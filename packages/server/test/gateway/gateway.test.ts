import { describe, it } from "vitest";
import { httpTransport, listen } from "../../src/node.ts";
import { gatewayPromises } from "./gateway-promises.ts";

describe("a gateway on Node, over fetch", () => {
  it.each(gatewayPromises)("$name", ({ run }) => run({ listen }));
});

describe("a gateway on Node, over node:http", () => {
  it.each(gatewayPromises)("$name", ({ run }) => run({ listen, transport: httpTransport() }));
});
