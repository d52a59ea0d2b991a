import { deepEqual, equal, match } from "node:assert/strict";
import { isChatError } from "@qwire/core";
import type {
  AnyTool,
  ChatError,
  ChatMessage,
  ChatRun,
  Client,
  RunEvent,
  RunOptions,
  RunRequest,
  RunResult,
} from "@qwire/core";
import type { EmulatorOptions, Step } from "@qwire/server";
import type { Journey } from "./journey.ts";

/** A conversation with tools, as data: what the server says, and what it must be told in return. */
export type Scenario = {
  name: string;
  /** The server's replies, in order; the last one is said again. */
  script: ReadonlyArray<readonly Step[]>;
  faults?: EmulatorOptions["faults"];
  /** Told only in chunks, so not run as plain JSON. */
  isStreamOnly?: boolean;
  request?: Partial<RunRequest>;
  /** Made anew for each run. */
  begin(): Begun;
  /**
   * What each request after the first adds to the conversation, written short: the text and calls of the assistant's message,
   * the answers of the tools.
   */
  sent: ReadonlyArray<readonly ShortMessage[]>;
  /** How the run ends: a result, or an error's code. */
  ends: Partial<Pick<RunResult, "status" | "text">> & { steps?: number; code?: string };
};

/** A message of the conversation, without what only its transport needs. */
type ShortMessage =
  | { says: string; calls?: ReadonlyArray<readonly [id: string, name: string, args: string]> }
  | { answers: string; content: string | RegExp };

type Begun = {
  options: Omit<RunOptions<readonly AnyTool[]>, "context"> & { context?: unknown };
  /** Goes on in another way than to the end. */
  drive?(run: ChatRun<readonly AnyTool[]>, client: Client): Promise<unknown>;
  /** Looks at what happened, besides what was sent. */
  check?(events: RunEvent[], end: RunResult | ChatError): void;
};

const question: ChatMessage = { role: "user", content: "杭州天气怎么样?" };

/** The scenario as journeys: in chunks, and where it can be told so, as plain JSON. */
export function toJourneys(scenario: Scenario): Journey[] {
  const asStream: Journey = journeyOf(scenario, true);
  return scenario.isStreamOnly === true ? [asStream] : [asStream, journeyOf(scenario, false)];
}

function journeyOf({ name, script, faults, request, begin, sent, ends }: Scenario, streamTools: boolean): Journey {
  return {
    name: `${name}, ${streamTools ? "as a stream" : "as plain JSON"}`,
    async run({ open }) {
      let reply = 0;
      const { client, emulator } = await open({
        engine: () => script[Math.min(reply++, script.length - 1)] ?? [],
        ...(faults === undefined ? {} : { faults }),
      });
      const { options, drive, check } = begin();
      const run = client.chat.completions.run(
        { model: "qwen-plus", messages: [question], ...request },
        { retry: false, streamTools, ...options },
      );
      const events: RunEvent[] = [];
      const driven = drive === undefined ? follow(run, events) : drive(run, client);
      await driven.catch(onlyChatError);
      const end = await run.result().catch(onlyChatError);
      equal(isChatError(end) ? end.code : undefined, ends.code);
      if (!isChatError(end)) {
        if (ends.status !== undefined) equal(end.status, ends.status);
        if (ends.text !== undefined) equal(end.text, ends.text);
        if (ends.steps !== undefined) equal(end.steps.length, ends.steps);
      }
      checkSent(
        emulator.calls.map((call) => call.request.messages),
        sent,
      );
      check?.(events, end);
    },
  };
}

/** @throws whatever else it is: a wrong expectation, above all. */
function onlyChatError(error: unknown): ChatError {
  if (isChatError(error)) return error;
  throw error;
}

async function follow(run: ChatRun<readonly AnyTool[]>, events: RunEvent[]): Promise<void> {
  for await (const event of run) events.push(event);
}

/** Each request repeats the one before it, and adds what the scenario says. */
function checkSent(requests: ReadonlyArray<readonly ChatMessage[]>, sent: Scenario["sent"]): void {
  equal(requests.length, sent.length + 1, "the number of requests");
  sent.forEach((added, at) => {
    const before = requests[at] ?? [];
    const after = requests[at + 1] ?? [];
    deepEqual(after.slice(0, before.length), before, `request ${at + 2} repeats the conversation`);
    const told = after.slice(before.length);
    equal(told.length, added.length, `messages that request ${at + 2} adds: ${JSON.stringify(told)}`);
    added.forEach((short, index) => checkMessage(told[index], short));
  });
}

function checkMessage(message: ChatMessage | undefined, short: ShortMessage): void {
  if ("says" in short) {
    equal(message?.role, "assistant");
    equal(message.content, short.says);
    const calls = (message.tool_calls ?? []).map((call) => [call.id, call.function.name, call.function.arguments]);
    deepEqual(calls, short.calls ?? []);
    return;
  }
  equal(message?.role, "tool");
  equal(message.tool_call_id, short.answers);
  const { content } = message;
  if (typeof short.content === "string") equal(content, short.content);
  else match(JSON.stringify(content), short.content);
}
