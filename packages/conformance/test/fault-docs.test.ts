import { readFileSync } from "node:fs";
import { errorCodes, serviceSentences } from "@qwire/protocol";
import { faultWords } from "@qwire/server";
import { describe, expect, it } from "vitest";
import { faultDocs } from "../src/fault-docs.ts";
import { runErrors, runFaults } from "../src/run-faults.ts";

describe("every fault, against our own client", () => {
  it("ends in a right result or a typed error", async () => {
    const runs = await runFaults();
    expect(runs.map(({ fault }) => /^[a-z-]+/.exec(fault)?.[0])).toEqual(Object.keys(faultWords));
    for (const { fault, streamed, plain, once } of runs) {
      for (const ending of [streamed, plain, once.ending])
        if (ending.type === "error") expect(errorCodes, fault).toHaveProperty(ending.code);
      // Never taken for whole: what is wrong in a call is wrong in the object `create()` hands on, and nowhere else.
      expect([streamed, once.ending].map(({ type }) => type)).not.toContain("as it came");
    }
  });

  it("that is an error of the service is that error", async () => {
    const runs = await runErrors();
    expect(runs.map(({ fault }) => fault)).toEqual(Object.keys(serviceSentences));
    for (const { fault, streamed, plain } of runs) {
      expect(streamed).toEqual({ type: "error", code: fault, hasPartial: false });
      expect(plain).toEqual({ type: "error", code: fault, hasPartial: false });
    }
  });

  it("is told in docs/faults.md as it went", async () => {
    const written = readFileSync(new URL("../../../docs/faults.md", import.meta.url), "utf8");
    expect(written, "run pnpm generate").toBe(await faultDocs());
  });
});
