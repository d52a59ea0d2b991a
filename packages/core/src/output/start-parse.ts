import type { ChatCompletion } from "@qwire/protocol";
import type { BatchSource } from "../batch-source.ts";
import type { ChatCall } from "../chat/chat-call.ts";
import type { Outcome } from "../chat/create-reading.ts";
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
    yield followCall({ ...call, request }, asObject<Output>(), {
      resolve: (whole) => (completion = whole),
      reject: outcome.reject,
    });
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

/** What a reply tells, and behind the pieces that come together what they have changed. */
function asObject<Output>(): View<ParseEvent<Output>> {
  const json = createPartialJson();
  return {
    chunk: null,
    event(event, events) {
      if (event.type === "finish") return;
      events.push(event);
      if (event.type !== "text-delta" || event.choice !== 0) return;
      json.push(event.delta);
      const path = json.takeChange();
      if (path !== null) events.push({ type: "output-delta", output: json.value(), path });
    },
    keepsAll: true,
  };
}
