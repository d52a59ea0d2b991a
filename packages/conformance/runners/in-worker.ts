// Bundled into workerd: one trial for each request, so that each has a context of its own.
import { fetchTransport } from "@qwire/adapters/fetch";
import { inProcess } from "../src/in-process.ts";
import { trialsOf } from "../src/run-runtime.ts";
import { answerFor, overBinding } from "./over-binding.ts";
import type { Binding } from "./over-binding.ts";
import { deflated, hinted, noListening, platformConnects, stalled } from "./excuses.ts";

const silent = "workerd says the same of every failure, or nothing";
const cannot = {
  ...platformConnects("workerd"),
  reason: silent,
  [deflated]: "workerd's `fetch` unpacks gzip and br, and asks for nothing else",
  [hinted]: "workerd takes early hints for the reply",
};
/** A worker that waits for nothing that could come is ended, which is no silence. */
const unlessEnded = { [stalled]: "workerd ends a reply that nothing can continue" };

export default {
  async fetch(request: Request, { SELF }: { SELF: Binding }): Promise<Response> {
    const answer = answerFor(request);
    if (answer !== null) return answer;
    const { town, at } = await request.json();
    const trial = trialsOf({
      town,
      transports: { fetch: { carries: () => fetchTransport(), cannot } },
      servers: { function: { carries: null, cannot: { listen: noListening } } },
      chats: { "in process": { carries: inProcess }, binding: { carries: overBinding(SELF), cannot: unlessEnded } },
    })[at];
    return trial === undefined ? new Response(null, { status: 204 }) : Response.json(await trial.run());
  },
};
