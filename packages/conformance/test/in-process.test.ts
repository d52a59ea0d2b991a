import { describe, it } from "vitest";
import { inProcess } from "../src/in-process.ts";
import { journeys } from "../src/journeys.ts";

describe("in process", () => {
  it.each(journeys)("$name", ({ run }) => run(inProcess));
});
