import { describe, expect, it } from "vitest";
import { modelStudio, normaliseBaseURL } from "../src/model-studio.ts";

describe("modelStudio", () => {
  it.each([
    ["beijing", "https://dashscope.aliyuncs.com/compatible-mode/v1"],
    ["singapore", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1"],
    ["virginia", "https://dashscope-us.aliyuncs.com/compatible-mode/v1"],
    ["hongkong", "https://cn-hongkong.dashscope.aliyuncs.com/compatible-mode/v1"],
  ] as const)("knows %s", (region, baseURL) => {
    expect(modelStudio({ region })).toEqual({ baseURL });
  });

  it.each(["tokyo", "constructor", "__proto__"])("refuses %s and names the regions there are", (region) => {
    // @ts-expect-error a JavaScript caller may write anything
    expect(() => modelStudio({ region })).toThrow(/beijing, singapore, virginia, hongkong/);
  });
});

describe("normaliseBaseURL", () => {
  const base = "https://dashscope.aliyuncs.com/compatible-mode/v1";

  it.each([
    base,
    `${base}/`,
    `${base}//`,
    `${base}/chat/completions`,
    `${base}/chat/completions/`,
    ` ${base}/chat/completions\n`,
    `${base}?api-version=1#top`,
  ])("makes a base of %j", (pasted) => {
    expect(normaliseBaseURL(pasted)).toBe(base);
  });

  it("keeps host, port and path of a relay", () => {
    expect(normaliseBaseURL("http://127.0.0.1:8787/qwen/v1/")).toBe("http://127.0.0.1:8787/qwen/v1");
    expect(normaliseBaseURL("http://localhost:8787")).toBe("http://localhost:8787");
  });

  it.each(["", "dashscope.aliyuncs.com/compatible-mode/v1", "ftp://a/b", "javascript:alert(1)"])(
    "refuses %j",
    (pasted) => {
      expect(() => normaliseBaseURL(pasted)).toThrow(TypeError);
    },
  );
});
