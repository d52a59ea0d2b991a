import { createQwireClient } from "../../qwire/create-qwire-client.ts";
import { nothingTold, tell } from "../contender.ts";
import type { ReadStream } from "../contender.ts";
import { question } from "../question.ts";

/** `create({ stream: true })`: the wire's chunks, each of them checked. */
export const readStream: ReadStream = async (fetch) => {
  const told = nothingTold();
  const stream = await createQwireClient(fetch).chat.completions.create({ ...question, stream: true });
  for await (const chunk of stream) tell(told, chunk);
  return told;
};
