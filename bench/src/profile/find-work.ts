import { streamCases } from "../stream/cases.ts";
import type { ReadStream } from "../stream/contender.ts";
import { findToolCase } from "../tool-loop/cases.ts";
import type { RunLoop } from "../tool-loop/contender.ts";
import { prepareConversation } from "../tool-loop/conversation.ts";
import { createMemoryFetch } from "../workload/memory-fetch.ts";
import { loadStream, storeStream } from "../workload/stored-stream.ts";

/** What is to be profiled, and in how many units its time is told. */
export type ProfiledWork = { work(): Promise<unknown>; units: number; unit: string };

/** A stream read or a conversation led by a contender of the bench that has the case. */
export async function findWork(contender: string, caseName: string): Promise<ProfiledWork> {
  const streamCase = streamCases.find(({ name }) => name === caseName);
  if (streamCase === undefined) return conversation(contender, caseName);
  storeStream(streamCase);
  const fetch = createMemoryFetch(loadStream(streamCase).body);
  const { readStream } = (await import(`../stream/contenders/${contender}.ts`)) as { readStream: ReadStream };
  return { work: () => readStream(fetch), units: streamCase.chunks, unit: "chunk" };
}

async function conversation(contender: string, caseName: string): Promise<ProfiledWork> {
  const begin = prepareConversation(findToolCase(caseName));
  const file = contender === "qwire-events" ? "qwire" : contender;
  const { runLoop } = (await import(`../tool-loop/contenders/${file}.ts`)) as { runLoop: RunLoop };
  return { work: () => runLoop(begin().fetch), units: 1, unit: "conversation" };
}
