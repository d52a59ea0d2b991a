import type { MakeAsk } from "./contender.ts";
import { bareFetch } from "./contenders/bare-fetch.ts";
import { bareUndici } from "./contenders/bare-undici.ts";
import { openai } from "./contenders/openai.ts";
import { qwireOver } from "./contenders/qwire.ts";

/** A way to read a stream over a socket. */
export type AdapterContender = { name: string; title: string; makeAsk: MakeAsk };

/** The first is the floor: the loop people write by hand, which checks nothing. */
export const adapterContenders: readonly AdapterContender[] = [
  { name: "bare", title: "bare fetch loop", makeAsk: bareFetch },
  { name: "bare-undici", title: "bare undici.request loop", makeAsk: bareUndici },
  { name: "qwire-fetch", title: "qwire, fetchTransport()", makeAsk: qwireOver((doors) => doors.fetchTransport()) },
  { name: "qwire-node", title: "qwire, nodeTransport()", makeAsk: qwireOver((doors) => doors.nodeTransport()) },
  {
    name: "qwire-direct",
    title: "qwire, nodeTransport({ direct: true })",
    makeAsk: qwireOver((doors) => doors.nodeTransport({ direct: true })),
  },
  { name: "openai", title: "openai", makeAsk: openai },
];
