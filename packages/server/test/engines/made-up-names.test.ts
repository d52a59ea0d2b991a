import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCalls } from "../../src/engines/answer/plan-calls.ts";
import {
  chineseConjunctions,
  chineseLeading,
  chinesePhrases,
  chineseTrailing,
} from "../../src/engines/answer/grammar.ts";
import { foldHan } from "../../src/engines/answer/han-variants.ts";
import { countSegments } from "../../src/engines/answer/split-words.ts";
import { isEnglishGrammar } from "../../src/engines/answer/tool-topics.ts";
import { english, simplified, traditional } from "../support/tools.ts";

/**
 * The same names at every run: now and then chance makes one that nobody could tell from grammar (一好 before 的 reads as
 * 好的), and that should not fail a build. Change it to look further.
 */
const seed = 20_261_121;

const grammar = new Set(
  [...chineseConjunctions, ...chineseLeading, ...chineseTrailing].join("") + "从几点时间现天气查询",
);
/** 和 and 平 are also a word: 「杭州和平县」 may mean one place or two. */
const joins = (name: string): boolean => ["和", "与"].some((and) => countSegments(and + name.slice(0, 1)) === 1);
/** Also together with what stands beside it: 可 and 以及 hold 可以. */
const holdsPhrase = (name: string): boolean => [...chinesePhrases].some((phrase) => `${name}以`.includes(phrase));

/** Any common Han character that is not grammar: a name made of grammar is beyond anyone. */
const han = fc
  .integer({ min: 0x4e00, max: 0x9fa5 })
  .map((code) => String.fromCodePoint(code))
  .filter((one) => !grammar.has(foldHan(one)));
const chineseName = fc
  .tuple(fc.array(han, { minLength: 2, maxLength: 4 }), fc.constantFrom("", "市", "县", "镇", "区", "州", "村", "岛"))
  .map(([characters, suffix]) => characters.join("") + suffix)
  .filter((name) => !holdsPhrase(foldHan(name)) && !joins(name));

const letters = (first: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...Array.from(first)),
      fc.string({ unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz")), minLength: 3, maxLength: 9 }),
    )
    .map(([head, tail]) => head + tail);
const englishName = fc
  .array(letters("BCDFGHJKLMNPQRSTVWXZ"), { minLength: 1, maxLength: 3 })
  .filter((words) =>
    words.every((word) => !isEnglishGrammar(word.toLowerCase()) && !/^(weather|time|look|city)/i.test(word)),
  )
  .map((words) => words.join(" "));

const places = (question: string, tools = simplified): unknown[] =>
  planCalls(question, tools, null).calls.map(({ name, input }) => [name, input["location"]]);
const weather = (...names: string[]): unknown[] => [...new Set(names)].map((name) => ["get_current_weather", name]);

describe("names made up by chance are called exactly", () => {
  it.each([
    ["{}的天气怎么样", "的 after it"],
    ["请问{}今天天气如何?", "asked politely"],
    ["{}天气", "bare"],
    ["帮我查一下{}的天气情况,谢谢", "asked for"],
    ["我想知道{}现在的天气", "wished"],
    ["你好,{}天气好不好呀?", "after a greeting"],
  ])("one Chinese name: %s", (pattern) => {
    fc.assert(
      fc.property(chineseName, (name) => {
        expect(places(pattern.replace("{}", name))).toEqual(weather(name));
      }),
      { numRuns: 50, seed },
    );
  });

  it.each([
    "{}和{}的天气怎么样?",
    "查一下{}、{}的天气",
    "{}以及{}今天天气如何",
    "{}与{}天气",
    "{}天气怎么样?那{}呢?",
    "{},{}的天气",
  ])("two Chinese names: %s", (pattern) => {
    fc.assert(
      fc.property(chineseName, chineseName, (one, two) => {
        expect(places(pattern.replace("{}", one).replace("{}", two))).toEqual(weather(one, two));
      }),
      { numRuns: 50, seed },
    );
  });

  it("Chinese names with the tools in traditional script", () => {
    fc.assert(
      fc.property(chineseName, (name) => {
        expect(places(`請問${name}的天氣怎麼樣?`, traditional)).toEqual(weather(name));
      }),
      { numRuns: 50, seed },
    );
  });

  it.each([
    "What's the weather in {}?",
    "How is the weather in {} today?",
    "weather in {}",
    "{} weather",
    "Please tell me the current weather for {}.",
    "Could you check the weather in {} for me, please?",
    "What will the weather be like tomorrow in {}?",
  ])("one English name, in capitals and not: %s", (pattern) => {
    for (const tools of [english, simplified]) {
      fc.assert(
        fc.property(englishName, fc.boolean(), (name, lower) => {
          const written = lower ? name.toLowerCase() : name;
          expect(places(pattern.replace("{}", written), tools)).toEqual(weather(written));
        }),
        { numRuns: 40, seed },
      );
    }
  });

  it("an English name in a Chinese question", () => {
    fc.assert(
      fc.property(englishName, (name) => {
        expect(places(`${name}的天气怎么样`)).toEqual(weather(name));
      }),
    );
  });

  it.each([
    "What's the weather in {} and {}?",
    "weather in {}, {} please",
    "How's the weather in {} & {} now?",
    "What's the weather in {}? And in {}?",
    "{}和{}天气怎么样",
  ])("two English names: %s", (pattern) => {
    fc.assert(
      fc.property(englishName, englishName, (one, two) => {
        expect(places(pattern.replace("{}", one).replace("{}", two))).toEqual(weather(one, two));
      }),
      { numRuns: 50, seed },
    );
  });
});
