import { describe, expect, it } from "vitest";
import { readSamples } from "../python/read-samples.ts";
import { restoreIndents } from "../python/restore-indents.ts";

const model = `
def tell(name):
    if name == "Zed":
        # 只有這個
        print(f"{name}在")
        return
    while name:
        name = ask(name)['name']
    print("最終")
`.trim();

describe("restoreIndents", () => {
  it("borrows white space from the same program elsewhere, in another script and with other comments", () => {
    const lost = model
      .split("\n")
      .map((line) => line.trim())
      .join("\n")
      .replace("# 只有這個", "# 只有这个")
      .replace("最終", "最终");
    const restored = restoreIndents(lost, model);
    expect(restored.replaceAll(/\s/g, "")).toBe(lost.replaceAll(/\s/g, ""));
    expect(restored.split("\n").map((line) => /^ */.exec(line)?.[0].length)).toEqual(
      model.split("\n").map((line) => /^ */.exec(line)?.[0].length),
    );
  });

  it("lets a line without its like stand as the one before it, or deeper behind a colon", () => {
    const lost = 'def tell(name):\nopen()\nwhile name:\nname = ask(name)["properties"]["name"]\nprint("最終")';
    expect(restoreIndents(lost, model).split("\n")).toEqual([
      "def tell(name):",
      "    open()",
      "    while name:",
      '        name = ask(name)["properties"]["name"]',
      '    print("最終")',
    ]);
  });
});

describe("readSamples", () => {
  it("takes code and what is printed below it out of a text", () => {
    const text = [
      "Words.",
      "from openai import OpenAI",
      "def get_response():",
      "    print(OpenAI())",
      "if __name__ == '__main__':",
      "    get_response()",
      "It prints:",
      "{",
      '"id": "x"',
      "}",
      "More words.",
      "curl --location 'https://example.com' \\",
      "--data '{",
      '"stream":true',
      "}'",
      'data: {"a":1}',
      "data: [DONE]",
    ].join("\n");
    expect(readSamples(text)).toEqual([
      { kind: "openai", code: text.split("\n").slice(1, 6).join("\n"), printed: [{ id: "x" }] },
      { kind: "curl-stream", code: text.split("\n").slice(11, 15).join("\n"), printed: [{ a: 1 }] },
    ]);
  });
});
