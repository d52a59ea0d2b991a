// node --conditions=@qwire/source on-node.ts <town>
import { fetchTransport } from "@qwire/adapters/fetch";
import { nodeTransport } from "@qwire/adapters/node";
import { listen } from "@qwire/server/node";
import { overSocket } from "../src/over-socket.ts";
import { tellAll } from "../src/run-runtime.ts";
import { fetchTakesNoOptions } from "./excuses.ts";

const direct = true;
await tellAll(
  {
    town: JSON.parse(process.argv[2] ?? ""),
    transports: {
      fetch: { carries: () => fetchTransport(), cannot: fetchTakesNoOptions("nodeTransport") },
      node: { carries: (wishes) => nodeTransport(wishes) },
      "node, direct": { carries: (wishes) => nodeTransport({ ...wishes, direct }) },
    },
    servers: { listen: { carries: listen } },
    chats: {
      fetch: { carries: overSocket(listen, fetchTransport()) },
      node: { carries: overSocket(listen, nodeTransport()) },
      "node, direct": { carries: overSocket(listen, nodeTransport({ direct })) },
    },
  },
  console.log,
);
