import { createParser } from "eventsource-parser";
import { nothingTold, tell } from "../contender.ts";
import type { ReadStream } from "../contender.ts";

/** TextDecoder, eventsource-parser, JSON.parse. It checks nothing. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const reader = (await fetch()).body?.getReader();
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent({ data }) {
      if (data !== "[DONE]") tell(told, JSON.parse(data));
    },
  });
  for (let step = await reader?.read(); step?.value; step = await reader?.read()) {
    parser.feed(decoder.decode(step.value, { stream: true }));
  }
  return told;
};
