import fc from "fast-check";
import { expect, it } from "vitest";
import { newChat, newTurn } from "../../src/web/chat/conversation.ts";
import { toMarkdown, toMessagesJson } from "../../src/web/chat/export-chat.ts";
import type { Chat, Part } from "../../src/web/chat/turn.ts";

function chatWith(parts: Part[]): Chat {
  const messages = [{ role: "user" as const, content: "几点了?" }];
  return { ...newChat(), turns: [{ ...newTurn("几点了?", "qwen-plus"), parts, messages }] };
}

const call: Part = {
  type: "tool",
  id: "1",
  name: "get_current_time",
  arguments: "{}",
  state: "done",
  output: "now",
  startedAt: 0,
  endedAt: 1,
};

it("a chat is a readable document, and a request's messages", () => {
  const chat = chatWith([call, { type: "text", text: "It is **now**." }]);
  expect(toMarkdown(chat)).toBe(
    "# 几点了?\n\n> 几点了?\n\n```\nget_current_time({})\n```\n\n```\nnow\n```\n\nIt is **now**.\n\n*qwen-plus*\n",
  );
  expect(JSON.parse(toMessagesJson(chat))).toEqual([{ role: "user", content: "几点了?" }]);
});

it("no output of a tool gets out of its fence", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[`\n a]{0,12}$/), (output) => {
      const text = toMarkdown(chatWith([{ ...call, output }]));
      const marks = /\n(`{3,})\n\n\*qwen-plus\*\n$/.exec(text)?.[1] ?? "";
      expect(text.endsWith(`\n\n${marks}\n${output}\n${marks}\n\n*qwen-plus*\n`)).toBe(true);
      expect(marks).not.toBe("");
      expect(output).not.toContain(marks);
    }),
  );
});
