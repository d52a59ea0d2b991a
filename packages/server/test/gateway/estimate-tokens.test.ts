import { expect, it } from "vitest";
import { approximateTokenizer } from "../../src/emulator/approximate-tokenizer.ts";
import { estimateTokens } from "../../src/gateway/estimate-tokens.ts";
import { userAsks } from "../support/ask.ts";

it("the first 200,000 characters of a request are counted, what is beyond them only roughly", () => {
  const counted: number[] = [];
  const count = (text: string): number => {
    counted.push(text.length);
    return text.length;
  };
  const [short, long] = ["a".repeat(100_000), "a".repeat(150_000)];
  const messages = [short, long, short].map((content) => ({ role: "user" as const, content }));
  const { prompt } = estimateTokens({ ...userAsks(""), messages }, count);
  expect(counted).toEqual([100_000]);
  const rough = approximateTokenizer.count(long) + approximateTokenizer.count(short);
  expect(prompt).toBe(3 + 4 * 3 + 100_000 + rough);
});
