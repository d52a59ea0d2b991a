import { describe, expect, it } from "vitest";
import { converse, userAsks } from "../support/ask.ts";
import { english, simplified, tool, traditional } from "../support/tools.ts";

const say = async (question: string, tools = english): Promise<string> =>
  (await converse(userAsks(question, { tools }), () => "fine")).text;

describe("what no tool answers is said", () => {
  it.each([
    ["What time is it? Who is the king of Zorvania?", 'No offered tool answers "Who is the king of Zorvania".'],
    ["What's the weather in Zorvania, and how tall is Bob?", 'No offered tool answers "and how tall is Bob".'],
    ["What's the weather in Zorvania and who is the king?", 'No offered tool answers "and who is the king".'],
    ["What time is it? Tell me a joke.", 'No offered tool answers "Tell me a joke".'],
  ])("%s", async (question, sentence) => {
    expect(await say(question)).toMatch(/^According to the tools: /);
    expect(await say(question)).toContain(sentence);
  });

  it("in the asker's script", async () => {
    expect(await say("北京天气怎么样?你是谁?", simplified)).toBe(
      "根据工具的结果：北京：fine。没有工具能回答“你是谁”。",
    );
    expect(await say("北京天氣怎麼樣?你是誰?", traditional)).toContain("沒有工具能回答「你是誰」。");
  });

  it.each([
    "Hello! What time is it?",
    "Can you help me? What time is it?",
    "What's the weather in Zorvania? In celsius, please?",
    "I am going to Zorvania. What's the weather there?",
    "What's the weather in Zorvania? What about Port Ellara?",
    "What's the weather in Zorvania and what about Port Ellara?",
    "What's the weather in Zorvania and how is it in Port Ellara?",
    "你好,现在几点了?谢谢",
    "我想去云梦州,那里天气怎么样",
  ])("nothing more is said where all was asked for: %s", async (question) => {
    expect(await say(question, /[一-龥]/.test(question) ? simplified : english)).not.toMatch(
      /No offered tool|没有工具能/,
    );
  });
});

describe("a question without a word of any tool", () => {
  it("is told so, in the asker's script", async () => {
    expect(await say("Who are you?")).toContain("No offered tool shares a word with this question.");
    expect(await say("你是谁?", simplified)).toContain("问题和提供的工具没有共同的词。");
    expect(await say("你是誰?", traditional)).toContain("問題和提供的工具沒有共同的詞。");
  });

  it("is not told so where no tool is offered", async () => {
    expect(await say("Who are you?", [])).not.toContain("shares");
  });
});

it("names a missing parameter in backticks", async () => {
  const greet = tool("greet", "Greet somebody", { name: { type: "string" } }, ["name"]);
  expect(await say("greet", [greet])).toBe("To call greet I still need `name`. Please tell me.");
});
