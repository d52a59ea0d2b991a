/** Which floor a contender is compared with: reading chunks with a parse loop, folding a reply with a parse-and-fold loop. */
export type Discipline = "chunks" | "reply";

/** A program that reads a stream; its room is `contenders/<name>.ts`. */
export type ContenderName = (typeof contenders)[number]["name"];

/** Every program, in the order of the tables' rows. The first of a discipline is its floor. */
export const contenders = [
  { name: "floor-parse", discipline: "chunks", title: "floor: TextDecoder + split + JSON.parse" },
  { name: "floor-bytes", discipline: "chunks", title: "bytes only" },
  { name: "floor-eventsource-parser", discipline: "chunks", title: "eventsource-parser + JSON.parse" },
  { name: "qwire-chunks", discipline: "chunks", title: "qwire create({ stream: true })" },
  { name: "openai-chunks", discipline: "chunks", title: "openai create({ stream: true })" },
  { name: "floor-fold", discipline: "reply", title: "floor: parse and fold in a plain loop" },
  { name: "qwire-events", discipline: "reply", title: "qwire stream(), events" },
  { name: "qwire-completion", discipline: "reply", title: "qwire stream().completion()" },
  { name: "openai-stream", discipline: "reply", title: "openai stream()" },
] as const satisfies { name: string; discipline: Discipline; title: string }[];

/** The row every other row of a discipline is divided by. */
export const floorOf: Record<Discipline, ContenderName> = { chunks: "floor-parse", reply: "floor-fold" };
