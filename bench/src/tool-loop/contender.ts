import type { MemoryFetch } from "../workload/memory-fetch.ts";

/** Leads a conversation to its end over this `fetch`, running the tools that are asked for; gives the last text. */
export type RunLoop = (fetch: MemoryFetch) => Promise<string>;

/** Every program, in the order of the table's rows; its room is `contenders/<name>.ts`. The first is the floor. */
export const loopContenders = [
  { name: "plain-loop", title: "floor: fetch, parse and call in a plain loop" },
  { name: "qwire", title: "qwire run(), its result" },
  { name: "qwire-events", title: "qwire run(), every event" },
  { name: "openai", title: "openai runTools({ stream: true })" },
  { name: "xsai", title: "xsai streamText" },
  { name: "ai-sdk", title: "ai streamText + @ai-sdk/alibaba" },
];
