import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { listen } from "../../src/node.ts";

const crowd = 700;

it.runIf(mostAllowed() >= crowd)("lets a crowd wait that comes at once", async () => {
  const { port, close } = await listen(createEmulator());
  let connected = 0;
  const sockets = Array.from({ length: crowd }, () => connect(port, "127.0.0.1", () => connected++));
  // All have knocked in one turn of the event loop, in which the server has taken none. Who is turned away tries again after a second.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(connected).toBe(crowd);
  await Promise.all(
    sockets.map(async (socket) => {
      socket.destroy();
      if (!socket.closed) await once(socket, "close");
    }),
  );
  await close();
});

/** How many connections this system lets a server keep waiting, whatever it asks for; told on Linux only. */
function mostAllowed(): number {
  return process.platform === "linux" ? Number(readFileSync("/proc/sys/net/core/somaxconn", "utf8")) : 0;
}
