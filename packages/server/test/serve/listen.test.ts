import { describe, it } from "vitest";
import { listen } from "../../src/node.ts";
import { listenPromises } from "./listen-promises.ts";

describe("listen, on Node", () => {
  it.each(listenPromises)("$name", ({ run }) => run(listen));
});
