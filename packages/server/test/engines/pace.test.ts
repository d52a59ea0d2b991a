import { expect, it } from "vitest";
import { answer, pace } from "../../src/index.ts";
import type { Step, Turn } from "../../src/index.ts";
import { approximateTokenizer } from "../../src/emulator/approximate-tokenizer.ts";
import { userAsks } from "../support/ask.ts";

const turn: Turn = {
  signal: new AbortController().signal,
  key: "",
  seen: 0,
  choice: 0,
  now: () => 0,
  random: () => 0.75,
  tokenizer: approximateTokenizer,
  summon: () => {},
  remember: (_owner, start) => start(),
};

async function steps(rhythm: Parameters<typeof pace>[1]): Promise<Step[]> {
  const all: Step[] = [];
  const asked = await pace(answer("one two three"), rhythm)(userAsks("hello"), turn);
  for await (const step of typeof asked === "string" ? [] : asked) all.push(step);
  return all;
}

it("pace waits before the first piece and between the others", async () => {
  expect(await steps({ firstTokenMs: 300, tokensPerSecond: 20 })).toEqual([
    { wait: 300 },
    { say: "one" },
    { wait: 50 },
    { say: " two" },
    { wait: 50 },
    { say: " three" },
  ]);
});

it("pace makes gaps uneven by chance", async () => {
  expect((await steps({ tokensPerSecond: 20, jitter: 0.4 }))[1]).toEqual({ wait: 60 });
});

it("pace alone changes nothing", async () => {
  expect(await steps({})).toEqual([{ say: "one" }, { say: " two" }, { say: " three" }]);
});
