import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** Runs the file its own command runs, on a free port, until it answers. */
export async function startPortkey(options: {
  env: NodeJS.ProcessEnv;
  execArgv: string[];
}): Promise<[ChildProcess, string]> {
  const port = await freePort();
  const file = fileURLToPath(import.meta.resolve("@portkey-ai/gateway/build/start-server.js"));
  const child = fork(file, [`--port=${port}`, "--headless"], {
    ...options,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return [child, url];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("@portkey-ai/gateway does not listen.");
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
