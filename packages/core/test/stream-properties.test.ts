import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatEvent, ToolCallEvent } from "../src/events.ts";
import { anyStream } from "./fixtures/arbitrary-stream.ts";
import type { Said } from "./fixtures/arbitrary-stream.ts";
import { all, chatWith, follow, request } from "./fixtures/client.ts";
import { stream } from "./fixtures/transport.ts";
import { bytes, sse } from "./fixtures/wire.ts";

const eventsOf = (pieces: Uint8Array[], n = 1) => follow(chatWith([stream(...pieces)]).chat.stream({ ...request, n }));
const text = (events: ChatEvent[], type: "text-delta" | "reasoning-delta", choice: number) =>
  events.flatMap((event) => (event.type === type && event.choice === choice ? [event.delta] : [])).join("");
const callsOf = (events: ChatEvent[]): ToolCallEvent[] =>
  events.flatMap((event) => (event.type === "tool-call" ? [event] : []));
const saidBy = (events: ChatEvent[], choice: number): Said => ({
  reasoning: text(events, "reasoning-delta", choice),
  text: text(events, "text-delta", choice),
  calls: callsOf(events)
    .filter((one) => one.choice === choice)
    .map(({ toolCallId, name, arguments: args }) => ({ id: toolCallId, name, args })),
});

function split(whole: Uint8Array, at: number[]): Uint8Array[] {
  const places = [...new Set(at.map((place) => place % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => whole.subarray(from, places[index] ?? whole.length));
}

const cuts = fc.oneof(
  { weight: 7, arbitrary: fc.array(fc.nat(), { maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant("every byte" as const) },
);
const noise = fc.constantFrom(
  "",
  "",
  ": keep-alive\n\n",
  ":\n",
  "data:\n\n",
  "data: \n\n",
  "\n",
  "id: 7\n",
  "retry: 10\n\n",
  "x: y\n",
);
const framing = fc.record({
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  prefix: fc.constantFrom("data: ", "data:"),
  bom: fc.constantFrom("", "\uFEFF"),
  noise: fc.array(noise, { minLength: 1, maxLength: 6 }),
  hasEnd: fc.boolean(),
});

describe("any stream", () => {
  it("says what was meant, in every dialect", async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, async ({ payloads, said }) => {
        const { items, error } = await eventsOf([bytes(sse(...payloads))], said.length);
        expect(error).toBeNull();
        said.forEach((one, choice) => expect(saidBy(items, choice)).toEqual(one));
        const last = items.at(-1);
        expect(last?.type === "finish" && last.completion.choices.map(({ message }) => message.content ?? "")).toEqual(
          said.map((one) => one.text),
        );
        expect(callsOf(items).every(({ state }) => state === "complete")).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("is the same however it is cut and framed", async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, framing, cuts, async ({ payloads, said }, frame, at) => {
        const plain = await all(chatWith([stream(sse(...payloads))]).chat.stream({ ...request, n: said.length }));
        const framed = payloads.map(
          (one, index) => `${frame.noise[index % frame.noise.length]}${frame.prefix}${one}\n\n`,
        );
        const whole = bytes(frame.bom + framed.join("").replaceAll("\n", frame.newline));
        const ended = frame.hasEnd ? whole : whole.subarray(0, whole.length - 2 * frame.newline.length);
        const places = at === "every byte" ? Array.from(ended, (_, place) => place) : at;
        const { items, error } = await eventsOf(split(ended, places), said.length);
        expect([items, error]).toEqual([plain, null]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("cut before all finish reasons is stream_cut with the partial; after them, the same events but the usage", async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, fc.nat(), fc.boolean(), async ({ payloads, said, lastFinish }, drop, isReset) => {
        const whole = bytes(sse(...payloads));
        const isWholeFrom = bytes(sse(...payloads.slice(0, lastFinish + 1)).trimEnd()).length;
        const kept = whole.subarray(0, drop % (whole.length + 1));
        const { chat } = chatWith([stream(kept, ...(isReset ? [new Error("reset")] : []))]);
        const { items, error } = await follow(chat.stream({ ...request, n: said.length }));
        const plain = await all(chatWith([stream(whole)]).chat.stream({ ...request, n: said.length }));
        // A broken connection leaves its last event in doubt; an end of the body closes it.
        const isCut = kept.length < isWholeFrom + (isReset ? 2 : 0);
        if (!isCut) {
          expect(error).toBeNull();
          const quiet = (events: ChatEvent[]) => events.filter(({ type }) => type !== "usage" && type !== "finish");
          expect(quiet(items)).toEqual(quiet(plain));
          return;
        }
        const isSaid = items.length > 0;
        const before = ["stream_cut", "invalid_reply", "connection_failed"];
        expect(isSaid ? ["stream_cut"] : before).toContain(error?.code);
        expect(callsOf(items)).toEqual([]);
        expect(plain.slice(0, items.length)).toEqual(items);
        if (!isSaid) return;
        for (const { index, message } of error?.partial?.choices ?? []) {
          expect(message.content ?? "").toBe(text(items, "text-delta", index));
          expect(said[index]?.text.startsWith(message.content ?? "")).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it("with any byte flipped or junk in it ends, with a ChatError or none, and no call is complete that did not arrive", async () => {
    const harm = fc.record({
      at: fc.nat(),
      junk: fc.uint8Array({ minLength: 1, maxLength: 6 }),
      how: fc.constantFrom("flip", "insert", "replace", "delete"),
    });
    await fc.assert(
      fc.asyncProperty(anyStream, fc.array(harm, { minLength: 1, maxLength: 3 }), cuts, async (made, harms, at) => {
        const whole = harms.reduce(damage, bytes(sse(...made.payloads)));
        const places = at === "every byte" ? Array.from(whole, (_, place) => place) : at;
        const { items } = await eventsOf(split(whole, places), made.said.length);
        const fragments = fragmentsOf(whole);
        for (const one of callsOf(items).filter(({ state }) => state === "complete")) {
          expect(isBuiltOf(one.arguments, fragments)).toBe(true);
          if (one.arguments.trim() !== "") expect(JSON.parse(one.arguments)).toBeTypeOf("object");
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});

type Harm = { at: number; junk: Uint8Array; how: "flip" | "insert" | "replace" | "delete" };

function damage(whole: Uint8Array, { at, junk, how }: Harm): Uint8Array {
  const place = at % whole.length;
  const before = whole.subarray(0, place);
  if (how === "flip") return whole.with(place, (whole[place] ?? 0) ^ (1 << ((junk[0] ?? 0) % 8)));
  const skipped = how === "insert" ? 0 : junk.length;
  return new Uint8Array([...before, ...(how === "delete" ? [] : junk), ...whole.subarray(place + skipped)]);
}

/** Every piece of arguments in the bytes, read by another parser. */
function fragmentsOf(whole: Uint8Array): string[] {
  const fragments: string[] = [];
  const take = (data: string): void => {
    try {
      collect(JSON.parse(data), fragments);
    } catch {
      // No JSON holds no arguments.
    }
  };
  const parser = createParser({ onEvent: ({ data }) => take(data) });
  parser.feed(new TextDecoder().decode(whole));
  parser.feed("\n\n");
  return fragments;
}

function collect(value: unknown, fragments: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    if (key === "arguments") fragments.push(typeof entry === "string" ? entry : JSON.stringify(entry));
    else collect(entry, fragments);
  }
}

/** Whether the text is some of the fragments, in their order. */
function isBuiltOf(whole: string, fragments: string[]): boolean {
  const reached = new Set([0]);
  for (const fragment of fragments) {
    for (const from of Array.from(reached)) if (whole.startsWith(fragment, from)) reached.add(from + fragment.length);
  }
  return reached.has(whole.length);
}
