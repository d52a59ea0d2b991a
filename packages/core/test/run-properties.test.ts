import type { ChatMessage } from "@qwire/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineTool } from "../src/tools/define-tool.ts";
import type { RunEvent } from "../src/run/run-events.ts";
import { isChatError } from "../src/chat-error.ts";
import { chatWith, request } from "./fixtures/client.ts";
import { fakeClock, settle } from "./fixtures/fake-clock.ts";
import { spyingController } from "./fixtures/spying-signal.ts";
import { asks, says } from "./fixtures/tools.ts";

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => process.on("unhandledRejection", onUnhandled));
afterEach(async () => {
  await settle();
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled.splice(0)).toEqual([]);
});

/** How a tool behaves; `hang` ignores its signal. */
const behaviours = ["answer", "late", "throw", "hang", "progress"] as const;
const oneCall = fc.record({
  name: fc.constantFrom(...behaviours, "alone", "nobody", "constructor"),
  args: fc.constantFrom("", "{}", "{", '{"a":1}', "[]", " ", '{"properties":{}}'),
});
/** Arguments that open and never close are truncated: they end the run, or are told to the model. */
const isCut = (args: string): boolean => args === "{";
const rounds = fc.array(fc.array(oneCall, { minLength: 1, maxLength: 5 }), { maxLength: 3 });
const leaving = fc.record({
  how: fc.constantFrom("stay", "break", "abort", "caller", "dispose", "result"),
  after: fc.nat(40),
});

function tools(log: string[]) {
  const make = (name: string, run: () => unknown, extra: object = {}) =>
    defineTool({ name, description: "", timeoutMs: 1000, ...extra, run: () => (log.push(name), run()) });
  return [
    make("answer", () => "now"),
    make("late", () => settle().then(() => ({ at: "last" }))),
    make("throw", () => Promise.reject(new Error("no"))),
    make("hang", () => new Promise(() => undefined)),
    make("alone", () => settle().then(() => "by itself"), { exclusive: true }),
    defineTool({
      name: "progress",
      description: "",
      timeoutMs: 1000,
      async *run() {
        log.push("progress");
        yield 1;
        await settle();
        yield 2;
        return "done";
      },
    }),
  ];
}

/** Every call has one answer, right behind its message, in its order. */
function checkHistory(messages: readonly ChatMessage[]): void {
  for (const [at, message] of messages.entries()) {
    const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
    const behind = messages.slice(at + 1, at + 1 + calls.length);
    expect(behind.map((one) => one.role === "tool" && one.tool_call_id)).toEqual(calls.map(({ id }) => id));
    expect(messages[at + 1 + calls.length]?.role === "tool" && calls.length > 0).toBe(false);
  }
}

describe("any run", () => {
  it("however it is left, can be gone on with, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        rounds,
        leaving,
        fc.record({
          toolConcurrency: fc.integer({ min: 1, max: 4 }),
          onTruncated: fc.constantFrom("throw", "feedback"),
        }),
        async (asked, { how, after }, { toolConcurrency, onTruncated }) => {
          const clock = fakeClock();
          const { controller, listeners } = spyingController();
          const ran: string[] = [];
          const answers = asked.map((calls, round) =>
            asks(...calls.map(({ name, args }, at): [string, string, string] => [`${round}_${at}`, name, args])),
          );
          const { chat, transport } = chatWith([...answers, says("ok")], { clock });
          const run = chat.run(request, {
            tools: tools(ran),
            toolConcurrency,
            onTruncated,
            signal: controller.signal,
          });
          const events: RunEvent[] = [];
          const reading = (async () => {
            if (how === "result") return void (await run.result());
            for await (const event of run) {
              events.push(event);
              if (events.length !== after) continue;
              if (how === "break") break;
              if (how === "abort") run.abort("enough");
              if (how === "caller") controller.abort("enough");
              if (how === "dispose") await run[Symbol.asyncDispose]();
            }
          })();
          const told: unknown[] = [];
          const watched = reading.catch((error: unknown) => void told.push(error));
          await clock.advance(100_000);
          await watched;
          const outcome: unknown = await run.result().catch((error: unknown) => error);

          if (isChatError(outcome)) {
            expect(["aborted", "tool_call_truncated", "tool_call_repeated"]).toContain(outcome.code);
            checkHistory(outcome.run?.messages ?? []);
            // A loop that was left is told by the outcome alone.
            if (outcome.code !== "aborted") expect(told).toEqual([outcome]);
            expect(events.some(({ type }) => type === "finish")).toBe(false);
          } else {
            expect(outcome).toMatchObject({ status: "finished", text: "ok" });
            checkHistory((outcome as { messages: ChatMessage[] }).messages);
            expect(told).toEqual([]);
          }
          for (const { messages } of transport.sent()) checkHistory(messages);

          const ended = events.flatMap((event) =>
            event.type === "tool-result" || event.type === "tool-error" ? [event.toolCallId] : [],
          );
          expect(ended).toEqual(
            asked.flatMap((calls, round) => calls.map((_, at) => `${round}_${at}`)).slice(0, ended.length),
          );
          const cutRound = asked.findIndex((calls) => calls.some(({ args }) => isCut(args)));
          const isEnded = onTruncated === "throw" && cutRound !== -1;
          const allowed = asked
            .slice(0, isEnded ? cutRound : asked.length)
            .flat()
            .filter(({ args }) => !isCut(args));
          for (const name of new Set(ran)) {
            const times = allowed.filter((one) => one.name === name).length;
            expect(ran.filter((one) => one === name).length).toBeLessThanOrEqual(times);
          }
          await settle();
          await settle();
          expect([listeners(), clock.pending()]).toEqual([0, 0]);
        },
      ),
      { numRuns: 300, timeout: 10_000 },
    );
  }, 60_000);
});
