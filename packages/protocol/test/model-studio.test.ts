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

describe("modelStudio for workspaces and plans", () => {
  it.each([
    [{ workspaceId: "ws-abc123" }, "https://ws-abc123.cn-beijing.maas.aliyuncs.com/compatible-mode/v1"],
    [
      { workspaceId: "llm-1", region: "singapore" },
      "https://llm-1.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1",
    ],
    [{ workspaceId: "ws-1", region: "hongkong" }, "https://ws-1.cn-hongkong.maas.aliyuncs.com/compatible-mode/v1"],
    [{ workspaceId: "ws-1", region: "frankfurt" }, "https://ws-1.eu-central-1.maas.aliyuncs.com/compatible-mode/v1"],
    [{ plan: "token" }, "https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1"],
    [{ plan: "token", region: "singapore" }, "https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1"],
    [{ plan: "coding" }, "https://coding.dashscope.aliyuncs.com/v1"],
    [{ plan: "coding", region: "singapore" }, "https://coding-intl.dashscope.aliyuncs.com/v1"],
  ] as const)("knows %j", (address, baseURL) => {
    expect(modelStudio(address)).toEqual({ baseURL });
    expect(normaliseBaseURL(baseURL)).toBe(baseURL);
  });

  it.each(["", "a.b", "evil.com/", "ws_1", "-ws", "user@host"])(
    "takes no host for a workspace id: %j",
    (workspaceId) => {
      expect(() => modelStudio({ workspaceId })).toThrow(TypeError);
    },
  );

  it("refuses plans and regions there are not", () => {
    // @ts-expect-error no such plan
    expect(() => modelStudio({ plan: "gold" })).toThrow(/token, coding/);
    // @ts-expect-error no workspaces there
    expect(() => modelStudio({ workspaceId: "ws-1", region: "virginia" })).toThrow(/frankfurt/);
    // @ts-expect-error one or the other
    void (() => modelStudio({ plan: "token", workspaceId: "ws-1" }));
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
