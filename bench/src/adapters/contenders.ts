import type { MakeAsk } from "./contender.ts";
import { bareFetch } from "./contenders/bare-fetch.ts";
import { bareUndici } from "./contenders/bare-undici.ts";
import { openai } from "./contenders/openai.ts";
import { qwireOver } from "./contenders/qwire.ts";
import type { AdapterName } from "./report.ts";

/** A way to read a stream over a socket. */
export type AdapterContender = { name: AdapterName; makeAsk: MakeAsk };

/** The first is the floor: the loop people write by hand, which checks nothing. */
export const adapterContenders: readonly AdapterContender[] = [
  { name: "bare", makeAsk: bareFetch },
  { name: "bare-undici", makeAsk: bareUndici },
  { name: "qwire-fetch", makeAsk: qwireOver((doors) => doors.fetchTransport()) },
  { name: "qwire-node", makeAsk: qwireOver((doors) => doors.nodeTransport()) },
  { name: "qwire-direct", makeAsk: qwireOver((doors) => doors.nodeTransport({ direct: true })) },
  { name: "openai", makeAsk: openai },
];
