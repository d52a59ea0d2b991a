// One contender and one conversation in a process of its own: node worker.ts CONTENDER CASE. Told what to do over IPC.

import { measure } from "../measure/measure.ts";
import { serveRuns } from "../measure/serve-runs.ts";
import { warmUp } from "../measure/warm-up.ts";
import { findToolCase } from "./cases.ts";
import type { RunLoop } from "./contender.ts";
import { prepareConversation } from "./conversation.ts";

const [contender = "", caseName = ""] = process.argv.slice(2);
const begin = prepareConversation(findToolCase(caseName));
const { runLoop } = (await import(`./contenders/${contender}.ts`)) as { runLoop: RunLoop };

const work = async (): Promise<() => void> => {
  const { fetch, judge } = begin();
  const text = await runLoop(fetch);
  return () => judge(text);
};
// A conversation is much code that runs a few times: by process.cpuUsage() it takes a loop up to five seconds, and longer beside another, until the
// compiler rests, and half a second again after each wait. What would be kept is the other side's copy of every request.
await warmUp(work, 8000);
serveRuns(() => measure(work, { settle: 500, keeps: false }));
