/** Which table a contender stands in: reading a stream piece by piece, or reading and folding it to the final message. */
export type Discipline = "chunks" | "reply";

/** A program that reads a stream; its room is `contenders/<name>.ts`. */
export type Contender = { name: string; title: string; disciplines: readonly Discipline[] };

const chunks: readonly Discipline[] = ["chunks"];
const reply: readonly Discipline[] = ["reply"];
const both: readonly Discipline[] = ["chunks", "reply"];

/** Every program, in the order of the tables' rows. */
export const contenders: Contender[] = [
  { name: "floor-parse", disciplines: chunks, title: "floor: TextDecoder + split + JSON.parse" },
  { name: "floor-fold", disciplines: reply, title: "floor: parse and fold in a plain loop" },
  { name: "floor-bytes", disciplines: chunks, title: "bytes only" },
  { name: "floor-eventsource-parser", disciplines: chunks, title: "eventsource-parser + JSON.parse" },
  { name: "qwire-chunks", disciplines: chunks, title: "qwire create({ stream: true })" },
  { name: "qwire-events", disciplines: both, title: "qwire stream(), events" },
  { name: "qwire-completion", disciplines: reply, title: "qwire stream().completion()" },
  { name: "openai-chunks", disciplines: chunks, title: "openai create({ stream: true })" },
  { name: "openai-stream", disciplines: both, title: "openai stream()" },
  { name: "xsai", disciplines: both, title: "xsai streamText" },
  { name: "langchain", disciplines: both, title: "@langchain/openai stream + concat" },
  { name: "ai-sdk-do-stream", disciplines: chunks, title: "@ai-sdk/alibaba doStream" },
  { name: "ai-sdk", disciplines: both, title: "ai streamText + @ai-sdk/alibaba" },
];

/** The row every other row of a table is divided by. */
export const floorOf: Record<Discipline, string> = { chunks: "floor-parse", reply: "floor-fold" };
