import { listen } from "@qwire/server/node";
import { describe, it } from "vitest";
import { serverPromises } from "../src/server/server-promises.ts";

describe("listening on Node", () => {
  it.each(serverPromises)("$name", ({ run }) => run({ listen }));
});

describe("as a function in this process", () => {
  it.each(serverPromises.filter(({ needs }) => needs === undefined))("$name", ({ run }) => run({ listen: null }));
});
