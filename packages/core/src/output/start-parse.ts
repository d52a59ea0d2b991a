import type { ChatCompletion } from "@qwire/protocol";
import type { BatchSource } from "../batch-source.ts";
import type { ChatCall } from "../chat/chat-call.ts";
import type { Outcome } from "../chat/create-reading.ts";
import type { ReplyEvent } from "../events.ts";
import { followCall } from "../chat/follow-call.ts";
import type { View } from "../chat/follow-reply.ts";
import { withUsage } from "../chat/with-usage.ts";
import { chainBatches } from "../run/chain-batches.ts";
import type { Parts } from "../run/chain-batches.ts";
import type { OwnSchema } from "../tools/standard-schema.ts";
import { createPartialJson } from "./create-partial-json.ts";
import { toOutputRequest } from "./output-request.ts";
import type { OutputMode } from "./output-options.ts";
import type { ParseEvent, ParseResult } from "./parse-events.ts";
import { readOutput } from "./read-output.ts";

/** What a parse begins with. */
export type ParseStart<Output> = { call: ChatCall; schema: OwnSchema<Output>; name: string; mode: OutputMode | null };

/**
 * The events of a reply that is to be JSON.
 *
 * @param outcome is told the result, the error, or `aborted` when it was left early.
 */
export function startParse<Output>(
  { call, schema, name, mode }: ParseStart<Output>,
  outcome: Outcome<ParseResult<Output>>,
): BatchSource<ParseEvent<Output>> {
  const { jsonSchema, validate } = schema;
  const asked = toOutputRequest({ ...call.request, stream: true }, { jsonSchema, name, mode });
  let completion: ChatCompletion | null = null;

  function* parts(): Parts<ParseEvent<Output>, null> {
    const request = withUsage(asked);
    const told = { resolve: (whole: ChatCompletion) => void (completion = whole), reject: outcome.reject };
    yield withObject<Output>(followCall({ ...call, request }, beforeEnd, told));
    return null;
  }
  const toFinish = async (): Promise<Array<ParseEvent<Output>>> => {
    // A boundary: the reply has ended well, so it has told what it is.
    const reply = completion as unknown as ChatCompletion;
    try {
      const result = { output: await readOutput(reply, validate), completion: reply };
      outcome.resolve(result);
      return [{ type: "finish", result }];
    } catch (error) {
      outcome.reject(error);
      throw error;
    }
  };
  return chainBatches(parts(), toFinish);
}

/** What a reply tells before its end. */
const beforeEnd: View<ReplyEvent> = {
  chunk: null,
  event(event, events) {
    if (event.type !== "finish") events.push(event);
  },
  keepsAll: true,
};

/** Behind the pieces that come together, what they have changed: once, since whoever sees the first sees the object as it is then. */
function withObject<Output>(source: BatchSource<ReplyEvent>): BatchSource<ParseEvent<Output>> {
  const json = createPartialJson();
  const read = (events: readonly ReplyEvent[]): ReadonlyArray<ParseEvent<Output>> => {
    for (const event of events) if (event.type === "text-delta" && event.choice === 0) json.push(event.delta);
    const path = json.takeChange();
    return path === null ? events : [...events, { type: "output-delta", output: json.value(), path }];
  };
  return {
    pull: (to) => source.pull({ take: (events) => to.take(read(events)), end: to.end, fail: to.fail }),
    hasEnded: () => source.hasEnded?.() === true,
    leave: () => source.leave(),
  };
}
