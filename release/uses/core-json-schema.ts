import { deepStrictEqual, ok } from "node:assert/strict";
import { fromJsonSchema } from "@qwire/core/json-schema";

const input = fromJsonSchema<{ city: string }>({
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
});
deepStrictEqual(await input.validate({ city: "杭州" }), { value: { city: "杭州" } });
ok("issues" in (await input.validate({ city: 3 })));
