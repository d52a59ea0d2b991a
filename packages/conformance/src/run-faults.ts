import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient, isChatError } from "@qwire/core";
import type { CallOptions, ChatCompletion, Client, ErrorCode } from "@qwire/core";
import { serviceSentences } from "@qwire/protocol";
import { createEmulator, faultWords, script } from "@qwire/server";
import type { FaultName } from "@qwire/server";
import { documentTools } from "./document-tools.ts";

/** What became of one fault, seen from both ends. */
export type FaultRun = {
  /** As it was summoned. */
  fault: string;
  /** HTTP status of the reply. */
  status: number;
  /** What our client makes of a streamed reply, and of a plain one, without a second try. */
  streamed: Ending;
  plain: Ending;
  /** The same as `streamed`, where only the first request is struck and others may be sent. */
  once: { ending: Ending; isTriedAgain: boolean };
};

/** A right result, the wire's own object with what is wrong in it, or a typed error and whether it holds what had come. */
export type Ending =
  | { type: "right" }
  | { type: "as it came" }
  | { type: "error"; code: ErrorCode; hasPartial: boolean };

/** How each fault is written to be met; errors go by their names. */
const written: { readonly [Name in FaultName]: string } = {
  latency: "latency=20",
  stall: "stall>3",
  close: "close>3",
  "no-done": "no-done",
  reset: "reset>3",
  "sse-error": "sse-error",
  "event-error": "event-error",
  "error-finish": "error-finish",
  html: "html",
  garbage: "garbage>3",
  "duplicate-finish": "duplicate-finish",
  "missing-ids": "missing-ids",
  "wrong-index": "wrong-index",
  "truncated-arguments": "truncated-arguments",
  comments: "comments",
  "empty-data": "empty-data",
  bom: "bom",
  crlf: "crlf",
  cr: "cr",
  split: "split=1",
};

const model = "qwen-plus";
const story = { model, messages: [{ role: "user" as const, content: "讲个故事。" }] };
const weather = { model, messages: [{ role: "user" as const, content: "落星镇天气怎么样?" }] };
const weatherTool = {
  type: "function" as const,
  function: {
    name: "get_current_weather",
    description: "查询天气",
    parameters: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
  },
};
const answer = "从前有一座山,山上有一座庙,庙里有一个老和尚。";
const engine = script([{ when: "故事", then: answer }]);
/** Tries again at once, so that nobody waits. */
const retry: CallOptions["retry"] = ({ error, attempt }) => (error.retryable && attempt < 3 ? { waitMs: 0 } : null);
const timeouts: CallOptions["timeouts"] = { idleMs: 80, firstEventMs: 300 };

/** Every fault there is, beside the errors of the service. */
export function runFaults(): Promise<FaultRun[]> {
  return Promise.all(Object.keys(faultWords).map((name) => runFault(written[name as FaultName]))); // Boundary: a closed object.
}

/** Every error the service tells. */
export function runErrors(): Promise<FaultRun[]> {
  return Promise.all(Object.keys(serviceSentences).map(runFault));
}

async function runFault(fault: string): Promise<FaultRun> {
  const ask = /ids|index|arguments/.test(fault) ? askForWeather : askForStory;
  const open = (faults: string): { client: Client; requests(): number } => {
    const emulator = createEmulator({ engine, faults, seed: 1 });
    const transport = inProcessTransport(emulator.fetch);
    const client = createClient({ baseURL: "http://emulator/compatible-mode/v1", apiKey: "any", transport, timeouts });
    return { client, requests: () => emulator.calls.length };
  };
  const once = open(`${fault}#1`);
  return {
    fault,
    status: await statusOf(fault),
    streamed: await ending(ask.streamed(open(fault).client, { retry: false })),
    plain: await ending(ask.plain(open(fault).client, { retry: false })),
    once: { ending: await ending(ask.streamed(once.client, { retry })), isTriedAgain: once.requests() > ask.requests },
  };
}

async function statusOf(faults: string): Promise<number> {
  const response = await createEmulator({ engine, faults }).fetch("http://emulator/v1/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...story, stream: true }),
  });
  await response.body?.cancel();
  return response.status;
}

/** @returns whether the result is right; what `create()` gives is not judged for its arguments. */
type Ask = (client: Client, options: CallOptions) => Promise<boolean>;

/** A question in two forms, and how many requests its answer takes. */
type Question = { readonly requests: number; readonly streamed: Ask; readonly plain: Ask };

const askForStory: Question = {
  requests: 1,
  streamed: async (client, options) => isStory(await client.chat.completions.stream(story, options).completion()),
  plain: async (client, options) => isStory(await client.chat.completions.create(story, options)),
};

const askForWeather: Question = {
  requests: 2,
  async streamed(client, options) {
    const { tools, asked } = documentTools();
    const { text } = await client.chat.completions.run(weather, { tools, ...options }).result();
    return asked.join() === "落星镇" && text.includes("落星镇今天是雨天");
  },
  async plain(client, options) {
    const { choices } = await client.chat.completions.create({ ...weather, tools: [weatherTool] }, options);
    const [call] = choices[0]?.message.tool_calls ?? [];
    return Boolean(call?.id) && isWhole(call?.function.arguments ?? "");
  },
};

function isStory({ choices }: ChatCompletion): boolean {
  const [choice] = choices;
  return choice?.message.content === answer && choice.finish_reason === "stop";
}

function isWhole(text: string): boolean {
  try {
    return JSON.parse(text).location === "落星镇";
  } catch {
    // Cut.
    return false;
  }
}

async function ending(asked: Promise<boolean>): Promise<Ending> {
  try {
    return { type: (await asked) ? "right" : "as it came" };
  } catch (error) {
    if (!isChatError(error)) throw error;
    const [choice] = error.partial?.choices ?? [];
    const hasPartial = Boolean(choice?.message.content || choice?.message.tool_calls?.length);
    return { type: "error", code: error.code, hasPartial };
  }
}
