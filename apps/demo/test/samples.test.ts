// The documents' samples, each by its command, against the emulator: they print what the documents print.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../src/samples/main.ts", import.meta.url));
const says = "我是来自阿里云的大规模语言模型,我叫通义千问。";

async function sample(...words: string[]): Promise<string> {
  const { DASHSCOPE_API_KEY: _, DASHSCOPE_BASE_URL: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@qwire/source", main, ...words], {
    env,
  });
  return stdout;
}

/** What the documents print for this answer, behind a system message. */
const usage = { prompt_tokens: 22, completion_tokens: 16, total_tokens: 38 };

describe("the documents' samples", () => {
  it.for(["plain", "http-plain"])("%s prints a whole reply", async (name) => {
    expect(JSON.parse(await sample(name))).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      choices: [{ finish_reason: "stop", index: 0, message: { content: says, role: "assistant" } }],
      created: expect.any(Number),
      model: "qwen-plus",
      object: "chat.completion",
      usage,
    });
  });
  it("stream-with-usage prints a chunk a line, the last one with the usage", async () => {
    const chunks = (await sample("stream-with-usage"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(chunks[0]).toMatchObject({
      choices: [{ delta: { content: "", role: "assistant" }, index: 0 }],
      model: "qwen-plus",
      object: "chat.completion.chunk",
      usage: null,
    });
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("")).toBe(says);
    expect(chunks.at(-2)).toMatchObject({ choices: [{ delta: { content: "" }, finish_reason: "stop" }] });
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });
  it("http-stream prints the events as they come, and no usage that nobody asked for", async () => {
    const frames = (await sample("http-stream")).split("\n\n").filter((frame) => frame !== "");
    expect(frames.at(-1)).toBe("data: [DONE]");
    const chunks = frames.slice(0, -1).map((frame) => JSON.parse(frame.replace(/^data: /, "")));
    expect(chunks.map(({ choices }) => choices[0].delta.content).join("")).toBe(says);
    expect(chunks.every((chunk) => chunk.usage === null)).toBe(true);
  });
  it("function-call-2025 goes through both tools, one call a round", async () => {
    const printed = await sample("function-call-2025", "杭州和北京天气怎么样?现在几点了?");
    expect(printed.match(/第\d轮大模型输出信息/g)).toHaveLength(4);
    expect(printed).toMatch(
      /工具输出信息:杭州今天是雨天。 [\s\S]*北京今天是雨天。 [\s\S]*当前时间:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d。/,
    );
    expect(printed).toMatch(/最终答案:.*杭州今天是雨天。.*北京今天是雨天。.*\d\d:\d\d:\d\d/);
  });
  it("function-call-2024 reads the arguments under properties", async () => {
    const printed = await sample("function-call-2024", "北京天气如何?");
    expect(printed).toContain(String.raw`{\"properties\": {\"location\": \"北京\"}}`);
    expect(printed).toMatch(/最终答案:.*北京今天是雨天。/);
  });
  it("function-call-2025 answers by itself where no tool is asked for", async () => {
    expect(await sample("function-call-2025", "你是谁?")).toContain(`无需调用工具,我可以直接回复:${says}`);
  });
  it("--help says of each what it shows", async () => {
    const lines = (await sample("--help")).trimEnd().split("\n");
    expect(lines.slice(1)).toHaveLength(6);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}[a-z0-9-]+ {2,}\S.{15,}$/);
  });
  it("an unknown name lists those there are", async () => {
    await expect(sample("nobody")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("http-stream") });
  });
});
