import type { Listening, Target } from "./listening.ts";
import { listen } from "./node.ts";

/** Listens. @throws TypeError in one sentence where the address cannot be had */
export async function listenOrSay(target: Target, at: { host: string; port: number }): Promise<Listening> {
  return listen(target, at).catch((error: unknown) => {
    throw toPortError(error, at);
  });
}

function toPortError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new TypeError(`Port ${port} is in use: try --port 0 for any free one.`, { cause: error });
  if (code === "EACCES")
    return new TypeError(`Port ${port} is not yours to open: try --port 0 for any free one.`, { cause: error });
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL")
    return new TypeError(`--host ${host} is no address of this machine.`, { cause: error });
  return error;
}
