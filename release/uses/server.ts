import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { createEmulator, script } from "@qwire/server";

const emulator = createEmulator({ engine: script([{ when: /天气/, then: "下雨。" }]), faults: "rate_limited#2" });
const ask = (): Promise<Response> =>
  Promise.resolve(
    emulator.fetch("http://emulator/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: "天气?" }], stream: true }),
    }),
  );
match(await (await ask()).text(), /data: \{[^]*data: \[DONE\]/);
strictEqual((await ask()).status, 429);
deepStrictEqual(
  emulator.calls.map(({ status }) => status),
  [200, 429],
);
