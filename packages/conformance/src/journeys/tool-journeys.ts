import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Journey } from "../journey.ts";
import { documentTools } from "../document-tools.ts";

const model = "qwen-plus";

/** Conversations in which the model calls tools. */
export const toolJourneys: readonly Journey[] = [
  {
    name: "the owner's question goes through both tools, one call a round",
    async run({ open }) {
      const { client, emulator } = await open();
      const { tools, asked } = documentTools();
      const run = client.chat.completions.run(
        { model, messages: [{ role: "user", content: "杭州和北京天气怎么样?现在几点了?" }] },
        { tools },
      );
      const results: string[] = [];
      let pieces = 0;
      for await (const event of run) {
        if (event.type === "tool-result") results.push(`${event.name} ${event.output}`);
        if (event.type === "text-delta") pieces += 1;
      }
      const { text, steps, messages, usage, status } = await run.result();
      deepEqual(asked, ["杭州", "北京", "time"]);
      equal(results.length, 3);
      equal(steps.length, 4);
      equal(status, "finished");
      match(text, /杭州今天是雨天/);
      match(text, /北京今天是雨天/);
      match(text, /17:15:18/);
      ok(pieces > 1);
      ok((usage?.total_tokens ?? 0) > 0);
      deepEqual(
        messages.map(({ role }) => role),
        ["user", "assistant", "tool", "assistant", "tool", "assistant", "tool", "assistant"],
      );
      equal(emulator.calls.length, 4);
    },
  },
  {
    name: "asking only for the time calls only the clock",
    async run({ open }) {
      const { client } = await open();
      const { tools, asked } = documentTools();
      const request = { model, messages: [{ role: "user" as const, content: "现在几点了?" }] };
      const { text } = await client.chat.completions.run(request, { tools }).result();
      deepEqual(asked, ["time"]);
      match(text, /17:15:18/);
    },
  },
  {
    name: "thirty made-up places, in Chinese and English, are each asked for",
    async run({ open }) {
      const { client } = await open();
      for (const { question, places } of thirtyQuestions()) {
        const { tools, asked } = documentTools();
        const request = { model, messages: [{ role: "user" as const, content: question }] };
        await client.chat.completions.run(request, { tools }).result();
        deepEqual(asked, places, question);
      }
    },
  },
  {
    name: "parallel_tool_calls asks for everything in one round",
    async run({ open }) {
      const { client } = await open();
      const { tools, asked } = documentTools();
      const request = {
        model,
        parallel_tool_calls: true,
        messages: [{ role: "user" as const, content: "杭州和北京天气怎么样?现在几点了?" }],
      };
      const { steps } = await client.chat.completions.run(request, { tools }).result();
      deepEqual([...asked].sort(), ["time", "北京", "杭州"].sort());
      equal(steps.length, 2);
    },
  },
  {
    name: "a tool call that is cut is never run",
    async run({ open }) {
      const call = { call: "get_current_weather", with: '{"location":"Hang' };
      const { client } = await open({ engine: () => [call, { stop: "length" }] });
      const { tools, asked } = documentTools();
      const request = { model, messages: [{ role: "user" as const, content: "?" }] };
      const error: unknown = await client.chat.completions
        .run(request, { tools })
        .result()
        .catch((caught: unknown) => caught);
      ok(error instanceof Error && "code" in error);
      equal(error.code, "tool_call_truncated");
      deepEqual(asked, []);
    },
  },
];

/** Names nobody has heard of, in ways people ask. Drawn anew at every run; a failure prints the question. */
function thirtyQuestions(): Array<{ question: string; places: string[] }> {
  const chinese = [
    (a: string) => ({ question: `${a}天气怎么样?`, places: [a] }),
    (a: string) => ({ question: `请问${a}今天的天气如何?`, places: [a] }),
    (a: string, b: string) => ({ question: `${a}和${b}的天气怎么样?`, places: [a, b] }),
    (a: string, b: string) => ({ question: `查一下${a}、${b}的天气`, places: [a, b] }),
    (a: string) => ({ question: `现在几点了?${a}天气怎么样?`, places: ["time", a] }),
  ];
  const english = [
    (a: string) => ({ question: `What's the weather in ${a}?`, places: [a] }),
    (a: string, b: string) => ({ question: `How is the weather in ${a} and ${b} today?`, places: [a, b] }),
    (a: string) => ({ question: `What time is it? And the weather in ${a}?`, places: ["time", a] }),
  ];
  return Array.from({ length: 30 }, (_, at) => {
    const place = at % 2 === 0 ? chinesePlace : englishPlace;
    const [first, second] = twoOf(place);
    return pick(at % 2 === 0 ? chinese : english)(first, second);
  });
}

/** Of one place twice nobody asks twice. */
function twoOf(place: () => string): [string, string] {
  const [first, second] = [place(), place()];
  return first === second ? twoOf(place) : [first, second];
}

function chinesePlace(): string {
  const syllables = Array.from("云梦落星青岚霜叶鹤鸣碧溪玄墨紫烟银杏听涛望舒归雁寒潭翠屏锦鳞松涛霞浦沧浪");
  const name = Array.from({ length: 2 + Math.floor(Math.random() * 2) }, () => pick(syllables)).join("");
  return name + pick(["市", "县", "镇", "州", "区"]);
}

function englishPlace(): string {
  const word = (): string => {
    const parts = ["zor", "quil", "bran", "ell", "ska", "mun", "tor", "vey", "lun", "dra", "pell", "ostra"];
    const made = pick(parts) + pick(["a", "o", "i", "u"]) + pick(["via", "brook", "ra", "mere", "nia", "ston"]);
    return made.charAt(0).toUpperCase() + made.slice(1);
  };
  return Math.random() < 0.4 ? `${pick(["New", "Port", "San", "Upper"])} ${word()}` : word();
}

function pick<T>(from: readonly T[]): T {
  const item = from[Math.floor(Math.random() * from.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
