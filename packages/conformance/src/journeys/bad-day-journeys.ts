import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { CallOptions } from "@qwire/core";
import { script } from "@qwire/server";
import { documentTools } from "../document-tools.ts";
import type { Journey, JourneyContext } from "../journey.ts";

const model = "qwen-plus";
const question = { model, messages: [{ role: "user" as const, content: "讲个故事。" }] };
const weatherQuestion = { model, messages: [{ role: "user" as const, content: "落星镇天气怎么样?" }] };
const answer = "从前有一座山,山上有一座庙,庙里有一个老和尚。";
const engine = script([{ when: "故事", then: answer }]);
/** Tries again at once, so that nobody waits in a test. */
const retry: CallOptions["retry"] = ({ error, attempt }) => (error.retryable && attempt < 3 ? { waitMs: 0 } : null);

/** What goes by as if nothing odd had happened. */
const harmless = [
  "comments",
  "empty-data",
  "bom",
  "crlf",
  "cr",
  "split=1",
  "split=7",
  "split",
  "no-done",
  "duplicate-finish",
  "latency=5",
];

/** What ends in one typed error, and what had arrived by then. */
const failing: ReadonlyArray<{
  fault: string;
  code: string | RegExp;
  hasArrived: boolean | null;
  options?: CallOptions;
}> = [
  { fault: "close>3", code: "stream_cut", hasArrived: true },
  // A reset may overtake what was sent before it, so how much had arrived is the network's affair.
  { fault: "reset>3", code: /stream_cut|connection_failed/, hasArrived: null },
  { fault: "garbage>3", code: "invalid_reply", hasArrived: true },
  { fault: "internal_error>3", code: "internal_error", hasArrived: true },
  { fault: "stall>3", code: "idle_timeout", hasArrived: true, options: { timeouts: { idleMs: 80 } } },
  { fault: "html", code: "invalid_reply", hasArrived: false },
  { fault: "sse-error", code: "content_rejected", hasArrived: false },
  { fault: "event-error", code: "quota_throttled", hasArrived: false },
  { fault: "error-finish", code: "quota_throttled", hasArrived: false },
  { fault: "arrears", code: "arrears", hasArrived: false },
  { fault: "service_overloaded", code: "service_overloaded", hasArrived: false },
];

/** The service's bad days, each summoned from the emulator. */
export const badDayJourneys: readonly Journey[] = [
  ...harmless.map((fault) => ({
    name: `${fault}: as if nothing odd`,
    async run({ open }: JourneyContext) {
      const { client } = await open({ engine, faults: fault });
      const completion = await client.chat.completions.stream(question).completion();
      equal(completion.choices[0]?.message.content, answer);
      equal(completion.choices[0]?.finish_reason, "stop");
    },
  })),
  ...failing.map(({ fault, code, hasArrived, options }) => ({
    name: `${fault}: one typed error`,
    async run({ open }: JourneyContext) {
      const { client } = await open({ engine, faults: fault });
      const error: unknown = await client.chat.completions
        .stream(question, { retry: false, ...options })
        .completion()
        .catch((caught: unknown) => caught);
      ok(error instanceof Error && "code" in error && "partial" in error, String(error));
      match(String(error.code), typeof code === "string" ? new RegExp(`^${code}$`) : code);
      if (hasArrived === null) return;
      if (hasArrived) match(JSON.stringify(error.partial), /从前/);
      else ok(!JSON.stringify(error.partial).includes("从前"));
    },
  })),
  ...["quota_throttled#1", "rate_limited#1", "internal_error#1", "event-error#1", "reset=10#1"].map((fault) => ({
    name: `${fault}: the second try succeeds`,
    async run({ open }: JourneyContext) {
      const { client, emulator } = await open({ engine, faults: fault });
      const completion = await client.chat.completions.stream(question, { retry }).completion();
      equal(completion.choices[0]?.message.content, answer);
      equal(emulator.calls.length, 2);
    },
  })),
  ...["missing-ids", "wrong-index", "split=1"].map((fault) => ({
    name: `${fault}: one clean tool call`,
    async run({ open }: JourneyContext) {
      const { client } = await open({ faults: fault });
      const { tools, asked } = documentTools();
      const { messages } = await client.chat.completions.run(weatherQuestion, { tools }).result();
      deepEqual(asked, ["落星镇"]);
      const [call] = messages.flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []));
      const [told] = messages.flatMap((message) => (message.role === "tool" ? [message.tool_call_id] : []));
      ok(call?.id);
      equal(told, call.id);
    },
  })),
  {
    name: "truncated-arguments: no tool runs",
    async run({ open }) {
      const { client } = await open({ faults: "truncated-arguments" });
      const { tools, asked } = documentTools();
      const error: unknown = await client.chat.completions
        .run(weatherQuestion, { tools })
        .result()
        .catch((caught: unknown) => caught);
      ok(error instanceof Error && "code" in error);
      equal(error.code, "tool_call_truncated");
      deepEqual(asked, []);
    },
  },
  ...(["plus", "turbo", "max", "max-january", "omni", "deepseek", "plus-2025", "document"] as const).map((dialect) => ({
    name: `the ${dialect} dialect of streamed tool calls is one clean call each`,
    async run({ open }: JourneyContext) {
      const { client } = await open({ dialect });
      const { tools, asked } = documentTools();
      const twoPlaces = { ...weatherQuestion, parallel_tool_calls: true };
      twoPlaces.messages = [{ role: "user", content: "落星镇和青岚县天气怎么样?" }];
      await client.chat.completions.run(twoPlaces, { tools }).result();
      deepEqual([...asked].sort(), ["落星镇", "青岚县"].sort());
    },
  })),
  {
    name: "n: 2 streamed is two clean messages",
    async run({ open }) {
      const { client } = await open({ engine });
      const { choices } = await client.chat.completions.stream({ ...question, n: 2 }).completion();
      deepEqual(
        choices.map(({ message }) => message.content),
        [answer, answer],
      );
    },
  },
  {
    name: "a reader who stops after three pieces stops the server",
    async run({ open }) {
      let isLeft: (value: boolean) => void;
      const left = new Promise<boolean>((resolve) => (isLeft = resolve));
      const { client } = await open({
        async *engine(_request, { signal }) {
          signal.addEventListener("abort", () => isLeft(true), { once: true });
          for (let piece = 0; piece < 1000 && !signal.aborted; piece += 1) {
            yield { say: "又一句。" };
            yield { wait: 1 };
          }
        },
      });
      let pieces = 0;
      for await (const _ of client.chat.completions.stream(question).text()) if ((pieces += 1) === 3) break;
      ok(await left);
    },
  },
];
