import { match, strictEqual } from "node:assert/strict";
import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/bun";

const server = await listen(createEmulator(), { port: 0 });
match(server.url, /^http:\/\/127\.0\.0\.1:\d+\//);
strictEqual((await fetch(`${server.url}/models`)).status, 200);
await server.close();
