// bun --conditions=@qwire/source on-bun.ts <town>
import { fetchTransport } from "@qwire/adapters/fetch";
import { listen } from "@qwire/server/bun";
import { overSocket } from "../src/over-socket.ts";
import { tellAll } from "../src/run-runtime.ts";
import { bunCannot } from "./excuses.ts";

await tellAll(
  {
    town: JSON.parse(process.argv[2] ?? ""),
    transports: {
      fetch: {
        // Bun's fetch takes these itself.
        carries: ({ proxy, ...tls } = {}) =>
          fetchTransport({ fetch: (url, init) => fetch(url, { ...init, proxy, tls } as RequestInit) }),
        cannot: bunCannot,
      },
    },
    servers: { listen: { carries: listen } },
    chats: { fetch: { carries: overSocket(listen, fetchTransport()) } },
  },
  console.log,
);
