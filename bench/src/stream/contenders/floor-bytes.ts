import { nothingTold } from "../contender.ts";
import type { ReadStream } from "../contender.ts";

/** Takes the bytes and looks at none of them. */
export const readStream: ReadStream = async (fetch) => {
  const reader = (await fetch()).body?.getReader();
  let length = 0;
  for (let step = await reader?.read(); step?.value; step = await reader?.read()) length += step.value.length;
  return length > 0 ? { ...nothingTold(), text: `${length}` } : nothingTold();
};
