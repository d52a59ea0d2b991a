import { spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { plainEnvironment } from "./command.ts";

/** A real registry on this machine, which hands on what is not ours from the one npm is set to. */
export type Registry = { url: string; close(): Promise<void> };

const ours = ["qwire", "@qwire/*"];

/**
 * Starts verdaccio on a free port of loopback. Our packages live in `folder` and are never asked for elsewhere; what others publish
 * is kept in `cache`, so that a second rehearsal asks for little.
 *
 * @param upstream address of the registry that has everybody else's packages
 */
export async function startRegistry(folder: string, cache: string, upstream: string): Promise<Registry> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(folder, "verdaccio.yaml"), JSON.stringify(settings(folder, cache, upstream)));
  const log = openSync(join(folder, "verdaccio.log"), "a");
  const bin = join(import.meta.dirname, "../node_modules/verdaccio/bin/verdaccio");
  const words = [bin, "--config", join(folder, "verdaccio.yaml"), "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, words, { cwd: folder, env: plainEnvironment(), stdio: ["ignore", log, log] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await untilReady(`${url}-/ping`, () => child.exitCode !== null, join(folder, "verdaccio.log"));
  return {
    url,
    async close() {
      child.kill();
      await ended;
    },
  };
}

/** YAML is a superset of JSON, and verdaccio reads YAML. */
function settings(folder: string, cache: string, upstream: string): object {
  const storage = join(folder, "packages");
  const own = { access: "$all", publish: "$all" };
  return {
    storage,
    uplinks: { upstream: { url: upstream, maxage: "1d", timeout: "60s", max_fails: 10 } },
    packages: {
      ...Object.fromEntries(ours.map((pattern) => [pattern, own])),
      // verdaccio takes a storage of its own for a storage below the first.
      "**": { access: "$all", proxy: "upstream", storage: relative(storage, cache) },
    },
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    max_body_size: "50mb",
    web: { enable: false },
    server: { keepAliveTimeout: 60 },
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}

async function untilReady(url: string, hasEnded: () => boolean, log: string): Promise<void> {
  for (let tries = 0; tries < 300 && !hasEnded(); tries += 1) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await wait(100);
  }
  throw new Error(`The registry did not start. What it said is in ${log}.`);
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}
