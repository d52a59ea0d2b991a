import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { errorDocs } from "../scripts/error-docs.ts";

it("docs/errors.md says what the error table says", () => {
  const written = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
  expect(written, "run pnpm --filter @qwire/protocol docs").toBe(errorDocs());
});
