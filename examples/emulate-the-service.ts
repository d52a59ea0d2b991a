// The service on a port of this machine: what any SDK in any language would talk to, a bad day, and what was asked.
import { createEmulator, script } from "@qwire/server";
import { listen } from "@qwire/server/node";

const emulator = createEmulator({
  engine: script([{ when: "name", then: "My name is Quill." }]),
  limits: { rpm: 2 },
});
const server = await listen(emulator);
const ask = async (content: string, headers: Record<string, string> = {}): Promise<string> => {
  const response = await fetch(`${server.url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content }] }),
  });
  const { choices, error } = await response.json();
  return `${response.status} ${choices?.[0].message.content ?? error.code}`;
};

console.log(await ask("What is your name?"));
console.log(await ask("What is your name?", { "x-qwire-fault": "service_overloaded" }));
console.log(await ask("And mine?"));
console.log(await ask("Once more?")); // more than two a minute
console.log(emulator.calls.map(({ outcome, status }) => `${outcome} ${status}`));
await server.close();
