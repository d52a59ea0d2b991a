import type { Tool } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { complete, converse, userAsks } from "../support/ask.ts";
import { english, tool } from "../support/tools.ts";

const text = { type: "string" };
const remove = tool("remove_file", "Delete a file", { path: text }, ["path"]);
const removeInChinese = tool("remove_file", "当你想删除文件时使用。", { path: text }, ["path"]);
const read = tool("read", "Read something", { target: text }, ["target"]);
const write = tool("write_file", "Write to a file", { content: text, path: text }, ["path", "content"]);
const search = tool("search_code", "Search the code", { query: text, path: text }, ["query"]);
const copy = tool("copy", "Copy a file", { from: text, to: text }, ["from", "to"]);

/** What the first round of calls is made with. */
async function argumentsFor(question: string, offered: Tool): Promise<unknown[]> {
  const request = userAsks(question, { tools: [offered], parallel_tool_calls: true });
  const { choices } = await complete(createEmulator(), request);
  const calls = choices[0]?.message.tool_calls ?? [];
  return calls.map((call): unknown => JSON.parse(call.function.arguments));
}

describe("a path is taken whole", () => {
  it.each([
    ["删除 /etc/motd", "/etc/motd"],
    ["删除/etc/motd。", "/etc/motd"],
    ["请帮我删除文件/etc/motd吧", "/etc/motd"],
    ["把 /tmp 删除", "/tmp"],
    ["删除 /文档/报告.txt，谢谢", "/文档/报告.txt"],
    ["删除 C:\\x\\y.txt。", "C:\\x\\y.txt"],
    ["删除 notes.txt", "notes.txt"],
    ["删除 ~/旧/a.txt", "~/旧/a.txt"],
  ])("%s", async (question, path) => {
    expect(await argumentsFor(question, removeInChinese)).toEqual([{ path }]);
  });

  it.each([
    ["Delete /etc/motd, please.", "/etc/motd"],
    ["Please delete ~/x.", "~/x"],
    ["Delete ./a/b.txt!", "./a/b.txt"],
    ["Delete ../up/here.md?", "../up/here.md"],
    ["Can you delete src/index.ts?", "src/index.ts"],
    ["Delete C:\\x\\y.txt.", "C:\\x\\y.txt"],
    ["Delete the old file D:/old/y.tar.gz;", "D:/old/y.tar.gz"],
    ["Delete \\\\server\\share\\y.txt now", "\\\\server\\share\\y.txt"],
    ["Delete the old file notes.txt.", "notes.txt"],
    ["Delete .env", ".env"],
    ["Delete the log /var/log/my-app_2.log", "/var/log/my-app_2.log"],
    ["Delete `/etc/motd`", "/etc/motd"],
    ["Delete (/etc/motd)", "/etc/motd"],
    ["Delete /var/www/ please", "/var/www/"],
    ["Delete /tmp/*.log", "/tmp/*.log"],
  ])("%s", async (question, path) => {
    expect(await argumentsFor(question, remove)).toEqual([{ path }]);
  });

  it.each([
    ["Read /etc/motd.", "/etc/motd"],
    ["Could you read https://example.com/a?b=1.", "https://example.com/a?b=1"],
    ["Read https://example.com/a, please", "https://example.com/a"],
    ["Read file:///etc/motd!", "file:///etc/motd"],
    ["Read notes.txt.", "notes.txt"],
    ["Read bob@example.com.", "bob@example.com"],
  ])("by any name of the field: %s", async (question, target) => {
    expect(await argumentsFor(question, read)).toEqual([{ target }]);
  });

  it.each([
    ["总结https://example.com/a的内容", "https://example.com/a"],
    ["总结 https://example.com/维基/北京。", "https://example.com/维基/北京"],
    ["总结 https://example.com/a？", "https://example.com/a"],
  ])("an address among Chinese words ends with them: %s", async (question, url) => {
    expect(await argumentsFor(question, tool("summarize", "总结网页", { url: text }, ["url"]))).toEqual([{ url }]);
  });

  it.each([
    ["Delete /etc/motd and /etc/hosts.", ["/etc/motd", "/etc/hosts"]],
    ["Delete /etc/motd, ./a.txt and src/b.ts", ["/etc/motd", "./a.txt", "src/b.ts"]],
    ["Delete /etc/motd and notes.txt", ["/etc/motd", "notes.txt"]],
    ["Delete the files a.txt and b.txt", ["a.txt", "b.txt"]],
  ])("several make several calls: %s", async (question, paths) => {
    expect(await argumentsFor(question, remove)).toEqual(paths.map((path) => ({ path })));
  });

  it("several make several calls in Chinese", async () => {
    const found = await argumentsFor("删除 /etc/motd、/etc/hosts和~/x", removeInChinese);
    expect(found).toEqual([{ path: "/etc/motd" }, { path: "/etc/hosts" }, { path: "~/x" }]);
  });

  it.each([
    ["Write bonjour to ./a.txt", write, { content: "bonjour", path: "./a.txt" }],
    ['Write "hello there" to ./a.txt', write, { content: "hello there", path: "./a.txt" }],
    ["Write 'hello there' to notes.txt", write, { content: "hello there", path: "notes.txt" }],
    ["Search for TODO in ./src", search, { query: "TODO", path: "./src" }],
    [
      "Move ./a.txt to b.txt",
      tool("move", "Move a file", { path: text, name: text }, ["path", "name"]),
      { path: "./a.txt", name: "b.txt" },
    ],
    ["Copy ./a.txt to /tmp/b.txt", copy, { from: "./a.txt", to: "/tmp/b.txt" }],
    ["Copy to /tmp/b.txt from ./a.txt", copy, { from: "./a.txt", to: "/tmp/b.txt" }],
    ["Run ls -la /tmp", tool("run", "Run a command", { command: text }, ["command"]), { command: "ls -la /tmp" }],
  ])("beside other texts: %s", async (question, offered, input) => {
    expect(await argumentsFor(question, offered)).toEqual([input]);
  });

  it.each([
    ["weather in Zorvania/Quillbrook", ["Zorvania", "Quillbrook"]],
    ["weather in Zorvania /Quillbrook", ["Zorvania", "Quillbrook"]],
    ["weather in Zorvania and/or Quillbrook", ["Zorvania", "Quillbrook"]],
    ["/weather Zorvania", ["Zorvania"]],
    ["What's the weather in Zorvania at 7 p.m.?", ["Zorvania"]],
    ["hi.what is the weather in Zorvania", ["Zorvania"]],
  ])("a stroke or a dot alone makes none: %s", async (question, places) => {
    const { rounds } = await converse(userAsks(question, { tools: english }));
    expect(rounds.flat()).toEqual(places.map((place) => `get_current_weather(${place})`));
  });
});
