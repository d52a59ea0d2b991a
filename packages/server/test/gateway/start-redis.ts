import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { createClient } from "redis";

/** A Redis server of its own, in memory. */
export type RedisServer = {
  url: string;
  /** A client that is connected. */
  client: ReturnType<typeof makeClient>;
  /** Stops answering, and goes on. */
  freeze(): void;
  thaw(): void;
  /** Ends without a word. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** Whether `redis-server` is on the path. Where the environment says it must be, it is. */
export const hasRedis: boolean = process.env["QWIRE_REQUIRE_REDIS"] === "1" || isOnPath("redis-server");

/** Starts Debian's `redis-server` on a free port of this machine. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    {
      stdio: "ignore",
    },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.on("exit", () => resolve());
    child.on("error", reject);
  });
  const url = `redis://127.0.0.1:${port}`;
  const client = makeClient(url);
  client.on("error", () => {});
  await Promise.race([client.connect(), ended.then(() => Promise.reject(new Error("redis-server did not start.")))]);
  return {
    url,
    client,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      client.destroy();
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function makeClient(url: string) {
  return createClient({ url, socket: { reconnectStrategy: 50 } });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isOnPath(name: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
