import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tool } from "@qwire/protocol";
import { planCalls } from "../../src/engines/answer/plan-calls.ts";
import { english, simplified, tool, traditional } from "../support/tools.ts";

const text = { type: "string" };
const weatherAlone = [tool("get_weather", "Get the weather of a city", { city: text }, ["city"])];
const chineseAlone = simplified.slice(1);

const calls = (question: string, tools: Tool[]): string[] =>
  planCalls(question, tools, null).calls.map(({ name, input }) => `${name}(${Object.values(input).join(", ")})`);
const weather = (...places: string[]): string[] => places.map((place) => `get_current_weather(${place})`);
const time = "get_current_time()";

describe("a question that shares no word with any tool means the one that takes what it names", () => {
  it.each([
    ["Is it raining in Oslo?", "Oslo"],
    ["is it raining in oslo?", "oslo"],
    ["Do I need an umbrella in Bergen today?", "Bergen"],
    ["Will it snow tomorrow in Zermatt?", "Zermatt"],
    ["How cold is Oslo right now?", "Oslo"],
    ["Can you tell me if it rains in Oslo?", "Oslo"],
  ])("%s", (question, place) => {
    expect(calls(question, weatherAlone)).toEqual([`get_weather(${place})`]);
    expect(calls(question, english)).toEqual(weather(place));
    expect(calls(question, simplified)).toEqual(weather(place));
  });

  it.each([
    ["今天北京会下雨吗?", "北京"],
    ["上海明天要带伞吗?", "上海"],
    ["北京今天冷不冷?", "北京"],
    ["奥斯陆现在多少度?", "奥斯陆"],
    ["北京冷吗", "北京"],
  ])("%s", (question, place) => {
    expect(calls(question, chineseAlone)).toEqual(weather(place));
    expect(calls(question, simplified)).toEqual(weather(place));
  });

  it.each([
    ["Is it raining in Oslo, in celsius?", "get_weather(Oslo, celsius)"],
    ["Is it raining in Oslo, and in fahrenheit?", "get_weather(Oslo, fahrenheit)"],
    ["Hello, is it raining in Oslo, please?", "get_weather(Oslo)"],
    ["Is it raining in Oslo, celsius please? Thank you.", "get_weather(Oslo, celsius)"],
    ["奥斯陆会下雨吗,用celsius?", "get_weather(奥斯陆, celsius)"],
  ])("with a detail behind a comma: %s", (question, expected) => {
    const unit = { type: "string", enum: ["celsius", "fahrenheit"] };
    const inUnits = tool("get_weather", "Get the weather of a city", { city: text, unit }, ["city"]);
    expect(calls(question, [inUnits])).toEqual([expected]);
  });

  it("with names made up by chance", () => {
    const name = fc
      .string({ unit: fc.constantFrom(...Array.from("bcdfghklmnprstvz")), minLength: 5, maxLength: 9 })
      .map((letters) => `Q${letters}`);
    fc.assert(
      fc.property(name, (place) => {
        expect(calls(`Is it raining in ${place}?`, weatherAlone)).toEqual([`get_weather(${place})`]);
        expect(calls(`${place}会下雨吗?`, simplified)).toEqual(weather(place));
      }),
    );
  });
});

describe("it does not where something else is wanted", () => {
  it.each([
    "What is the capital of France?",
    "Who is the king of Zorvania?",
    "Is Paris the capital of France?",
    "What do you think of Paris?",
    "Do you like Paris?",
    "Why is the sky blue?",
    "Explain recursion in Python.",
    "Write a poem about Paris",
    "Tell me a joke",
    "Is it cold?",
    "How are you?",
    "Hello Bob!",
    "Bob is in Paris, isn't he?",
    "I was in Oslo, how are you?",
    "In Oslo, who is the king?",
  ])("%s", (question) => {
    for (const tools of [weatherAlone, english, simplified]) expect(calls(question, tools)).toEqual([]);
  });

  it.each([
    "法国的首都是哪里?",
    "法国的首都是巴黎吗?",
    "你喜欢北京吗?",
    "今天冷吗?",
    "帮我写一首关于春天的诗",
    "我在北京,你好吗?",
    "为什么?",
    "1+1等于几?",
    "用Python写一个快速排序",
  ])("%s", (question) => {
    for (const tools of [chineseAlone, simplified, english]) expect(calls(question, tools)).toEqual([]);
  });

  it("nor where more than one tool takes a name, or one wants more than is named", () => {
    const news = tool("find_news", "Find what is new", { topic: text }, ["topic"]);
    expect(calls("Is it raining in Oslo?", [...weatherAlone, news])).toEqual([]);
    const forecast = tool("get_weather", "Get the weather", { city: text, days: { type: "integer" } }, [
      "city",
      "days",
    ]);
    expect(calls("Is it raining in Oslo?", [forecast])).toEqual([]);
  });

  it("nor where another part of the question has found its tool", () => {
    const { calls: made, unmatched } = planCalls("What time is it? Is Bob in Oslo?", english, null);
    expect(made.map(({ name }) => name)).toEqual(["get_current_time"]);
    expect(unmatched).toEqual(["Is Bob in Oslo"]);
  });
});

describe("tools described in the other language", () => {
  it.each([
    ["北京天气如何?", weather("北京")],
    ["现在几点了?", [time]],
    ["一个小时后几点", [time]],
    ["杭州和北京天气怎么样?现在几点了?", [...weather("杭州", "北京"), time]],
    ["杭州和北京天氣怎麼樣?現在幾點了?", [...weather("杭州", "北京"), time]],
    ["落星镇、云梦州天气怎么样", weather("落星镇", "云梦州")],
    ["请问落星镇今天天气如何", weather("落星镇")],
    ["你是谁?", []],
    ["你好", []],
  ])("%s", (question, expected) => {
    expect(calls(question, english)).toEqual(expected);
  });

  it.each([
    ["What's the weather like in Zorvania?", weather("Zorvania")],
    ["What time is it?", [time]],
    ["Who are you?", []],
  ])("%s", (question, expected) => {
    for (const tools of [simplified, traditional]) expect(calls(question, tools)).toEqual(expected);
  });
});

describe("a question for a point in time goes to the tool that is about time", () => {
  const date = tool("get_current_date", "查询今天的日期", {});
  it.each([
    ["现在几点了?", "get_current_time()"],
    ["请问现在几点钟?", "get_current_time()"],
    ["东京现在几点?", "get_current_time()"],
    ["今天几号?", "get_current_date()"],
    ["今天是几月几号", "get_current_date()"],
  ])("%s", (question, expected) => {
    expect(calls(question, [...simplified, date])).toEqual([expected]);
  });
});
