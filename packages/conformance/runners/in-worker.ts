// Bundled into workerd: one trial for each request, so that each has a context of its own.
import { fetchTransport } from "@qwire/adapters/fetch";
import { inProcess } from "../src/in-process.ts";
import { trialsOf } from "../src/run-runtime.ts";
import { answerFor, overBinding } from "./over-binding.ts";
import type { Binding } from "./over-binding.ts";
import { bindingCannot, functionCannot, workerdCannot } from "./excuses.ts";

export default {
  async fetch(request: Request, { SELF }: { SELF: Binding }): Promise<Response> {
    const answer = answerFor(request);
    if (answer !== null) return answer;
    const { town, at } = await request.json();
    const trial = trialsOf({
      town,
      transports: { fetch: { carries: () => fetchTransport(), cannot: workerdCannot } },
      servers: { function: { carries: null, cannot: functionCannot } },
      chats: { "in process": { carries: inProcess }, binding: { carries: overBinding(SELF), cannot: bindingCannot } },
    })[at];
    return trial === undefined ? new Response(null, { status: 204 }) : Response.json(await trial.run());
  },
};
