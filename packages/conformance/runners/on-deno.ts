// deno run --no-check --conditions=@qwire/source <permissions> on-deno.ts <town>
import { denoTransport } from "@qwire/adapters/deno";
import { fetchTransport } from "@qwire/adapters/fetch";
import { listen } from "@qwire/server/deno";
import { overSocket } from "../src/over-socket.ts";
import { tellAll } from "../src/run-runtime.ts";
import { denoCannot, fetchTakesNoOptions } from "./excuses.ts";

await tellAll(
  {
    town: JSON.parse(process.argv[2] ?? ""),
    transports: {
      fetch: { carries: () => fetchTransport(), cannot: { ...denoCannot, ...fetchTakesNoOptions("denoTransport") } },
      deno: { carries: (wishes) => denoTransport(wishes), cannot: denoCannot },
    },
    servers: { listen: { carries: listen } },
    chats: {
      fetch: { carries: overSocket(listen, fetchTransport()) },
      deno: { carries: overSocket(listen, denoTransport()) },
    },
  },
  console.log,
);
