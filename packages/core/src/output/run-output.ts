import type { ChatCompletion, ChatRequest } from "@qwire/protocol";
import type { OutputSettings } from "./output-options.ts";
import { toOutputRequest } from "./output-request.ts";
import { readOutput } from "./read-output.ts";

/** What a run does for an answer that is to be JSON. */
export type RunOutput = {
  /** The request of a step, with what is wanted of its last one. */
  ask(request: ChatRequest): ChatRequest;
  /** @throws ChatError `output_invalid` */
  read(completion: ChatCompletion): Promise<unknown>;
};

export function createRunOutput({ schema, name, mode }: OutputSettings): RunOutput {
  const { jsonSchema, validate } = schema;
  return {
    ask: (request) => toOutputRequest(request, { jsonSchema, name, mode }),
    read: (completion) => readOutput(completion, validate),
  };
}
