import { nothingTold, tell } from "../contender.ts";
import type { ReadStream } from "../contender.ts";

/** The loop people write by hand: TextDecoder, split, JSON.parse. It checks nothing. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const reader = (await fetch()).body?.getReader();
  const decoder = new TextDecoder();
  let open = "";
  for (let step = await reader?.read(); step?.value; step = await reader?.read()) {
    const events = (open + decoder.decode(step.value, { stream: true })).split("\n\n");
    open = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      if (data !== "[DONE]") tell(told, JSON.parse(data));
    }
  }
  return told;
};
