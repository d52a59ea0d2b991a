import type { MemoryFetch } from "../workload/memory-fetch.ts";

/** What a caller had of a run that did not fail. */
export type Talk = { text: string; reasoning: string };

/**
 * Asks a question with one tool on offer, over a stream, and runs the tool as long as the model asks. Throws what the
 * client throws, or tells as an error event.
 */
export type RunTalk = (given: { fetch: MemoryFetch; run: (input: unknown) => string }) => Promise<Talk>;

/** Every program, in the order of the table's columns; its room is `contenders/<name>.ts`. */
export const talkContenders = [
  { name: "qwire", title: "qwire run()" },
  { name: "openai", title: "openai runTools({ stream: true })" },
  { name: "ai-sdk", title: "ai streamText + @ai-sdk/alibaba" },
  { name: "langchain", title: "@langchain/openai bindTools().stream() + concat" },
  { name: "xsai", title: "xsai streamText" },
];

/** How long a stream may be silent, in milliseconds, for a client that has such an option. */
export const silenceMs = 1000;

/** More replies than any of these conversations needs. */
export const maxReplies = 4;

/** The tool on offer, the same for all. */
export const weather = {
  name: "weather",
  description: "The weather in a city.",
  parameters: {
    type: "object" as const,
    properties: { city: { type: "string" as const } },
    required: ["city"],
    additionalProperties: false,
  },
};
