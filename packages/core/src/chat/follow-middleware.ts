import type { ChatCompletion, ChatRequest } from "@qwire/protocol";
import type { BatchSource } from "../batch-source.ts";
import { ChatError, isChatError } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import type { ChatCall } from "./chat-call.ts";
import { flattenBatches } from "./flatten-batches.ts";
import { followReply } from "./follow-reply.ts";
import type { ReplyOutcome, View } from "./follow-reply.ts";
import type { NextEvents } from "./middleware.ts";

/** The events of a reply as the middleware of the call lets them through. What it throws fails the call as `hook_failed`. */
export function followMiddleware<T>(call: ChatCall, view: View<T>, outcome: ReplyOutcome): BatchSource<T> {
  const { control } = call;
  const ask: NextEvents = (request) => ({
    [Symbol.asyncIterator]: () => askService(call, request, { view, outcome }),
  });
  const first = call.middleware.reduceRight<NextEvents>(
    (next, one) => (request) => one(request, { signal: control.signal() }, next),
    ask,
  );
  let events: AsyncIterator<ChatEvent> | null = null;
  let completion: ChatCompletion | null = null;
  let isOver = false;

  const see = (event: ChatEvent): T[] => {
    const items: T[] = [];
    view.event?.(event, items);
    if (event.type === "finish") completion = event.completion;
    return items;
  };
  const finish = (): void => {
    if (completion === null) {
      throw new ChatError("hook_failed", { message: "A middleware ended without the event `finish`." });
    }
    isOver = true;
    control.dispose();
    outcome.resolve(completion);
  };

  return {
    async pull(to) {
      try {
        if (events === null) {
          control.begin();
          control.throwIfGivenUp();
          events = first(call.request)[Symbol.asyncIterator]();
        }
        for (;;) {
          const step = await control.orAbort(events.next());
          if (step.done === true) {
            finish();
            return to.end();
          }
          const made = to.take(see(step.value));
          if (made !== undefined) return made;
        }
      } catch (error) {
        isOver = true;
        void endLater(events);
        const told = isChatError(error) ? error : new ChatError("hook_failed", { cause: error });
        control.abort(told);
        outcome.reject(told);
        return to.fail(told);
      }
    },
    leave() {
      if (isOver) return;
      isOver = true;
      const left = new ChatError("aborted");
      outcome.reject(left);
      control.abort(left);
      void endLater(events);
    },
  };
}

/** Lets a middleware clean up. Not waited for: it may be waiting for something of its own. */
async function endLater(events: AsyncIterator<ChatEvent> | null): Promise<void> {
  try {
    await events?.return?.();
  } catch {
    // The call is over, and how it went was told.
  }
}

type Asking = { view: Pick<View<never>, "chunk">; outcome: ReplyOutcome };

function askService(call: ChatCall, request: ChatRequest, { view, outcome }: Asking): AsyncGenerator<ChatEvent> {
  const control = call.control.part();
  const asked = followReply<ChatEvent>(
    { ...call, request, control },
    {
      chunk: view.chunk === null ? null : (chunk) => view.chunk?.(chunk, []),
      event: (event, events) => void events.push(event),
      keepsAll: true,
    },
    // How it ends is told by its last event, or thrown.
    { ...(outcome.opened && { opened: outcome.opened }), resolve: () => undefined, reject: () => undefined },
  );
  return flattenBatches(asked, {
    interrupt: () => control.abort(new ChatError("aborted")),
    left: () => undefined,
  });
}
