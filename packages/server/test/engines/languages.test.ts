import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { complete, userAsks } from "../support/ask.ts";

/** A greeting, and words that only an answer in its language holds. */
const greetings = [
  ["Good morning, qwire", "You said"],
  ["早上好", "没有真实模型"],
  ["早安，你好嗎？請說", "沒有真實模型"],
  ["おはようございます、元気ですか", "あなたの発言"],
  ["今日は", "あなたの発言"],
  ["안녕하세요", "보내신 말"],
  ["Доброе утро", "Вы сказали"],
  ["صباح الخير", "لقد قلت"],
  ["सुप्रभात", "आपने कहा"],
  ["สวัสดีตอนเช้า", "คุณพูดว่า"],
] as const;

describe("answer speaks the asker's language", () => {
  it.each(greetings)("%s", async (question, words) => {
    const { choices } = await complete(createEmulator(), userAsks(question));
    expect(choices[0]?.message.content).toContain(words);
    expect(choices[0]?.message.content).toContain(question);
  });

  it("also from the tools' results", async () => {
    const messages = [
      { role: "user" as const, content: "Какая погода в Зорвании?" },
      {
        role: "assistant" as const,
        content: "",
        tool_calls: [{ id: "a", type: "function" as const, function: { name: "weather", arguments: "{}" } }],
      },
      { role: "tool" as const, tool_call_id: "a", content: '{"sky": "ясно", "degrees": 20}' },
    ];
    const { choices } = await complete(createEmulator(), { model: "qwen-plus", messages });
    expect(choices[0]?.message.content).toBe("По данным инструментов: sky: ясно, degrees: 20.");
  });

  it("a few foreign characters change nothing", async () => {
    const { choices } = await complete(createEmulator(), userAsks("What does 東京タワー mean in English, please?"));
    expect(choices[0]?.message.content).toContain("You said");
  });
});
