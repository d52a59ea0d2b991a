import { describe, expect, it } from "vitest";
import { errorCodes } from "../src/error-codes.ts";
import type { ErrorCode } from "../src/error-codes.ts";
import { allRules } from "../src/rules/all-rules.ts";
import { checkRequest } from "../src/rules/check-request.ts";
import { documentedProfiles } from "../src/rules/documented-profiles.ts";
import { errorInChinese, issueInChinese } from "../src/zh.ts";
import { broken } from "./rules/broken-requests.ts";

const chinese = /\p{Script=Han}/u;

describe("errorInChinese", () => {
  it.each(Object.keys(errorCodes) as ErrorCode[])("tells %s", (code) => {
    const { summary, remedy } = errorInChinese(code);
    expect(summary).toMatch(chinese);
    expect(remedy).toMatch(/。$/);
  });
});

describe("issueInChinese", () => {
  const profile = {
    ...documentedProfiles["2025"],
    refuses: new Set(Object.keys(allRules) as Array<keyof typeof allRules>),
  };

  it.each(Object.entries(broken))("says %s, with the same details as the English sentence", (_, { body }) => {
    for (const issue of checkRequest(body, { profile })) {
      const { sentence, fix } = issueInChinese(issue);
      expect(sentence).toMatch(chinese);
      expect(sentence).not.toMatch(/undefined|from |above |or more/);
      expect(sentence).toContain(String(issue.details["field"]));
      expect(fix === undefined).toBe(issue.fix === undefined);
    }
  });

  it.each([
    [null, "请求 应为对象,而不是 null。"],
    [{ model: "m" }, "缺少 messages:应为数组。"],
    [
      { model: "m", messages: [{ role: "user", content: "x" }], temperature: "x" },
      "temperature 应为数字,而不是字符串。",
    ],
    [
      { model: "m", messages: [{ role: "user", content: "x" }], temperature: 2 },
      "temperature 应为不小于 0 且小于 2,而不是 2。",
    ],
    [
      { model: "m", messages: [{ role: "user", content: "x" }], tool_choice: "x" },
      'tool_choice 为 "x",已知的有 "auto"或 "none"或 "required"。',
    ],
  ])("says of %j: %s", (body, sentence) => {
    expect(checkRequest(body).map((issue) => issueInChinese(issue).sentence)).toContain(sentence);
  });
});
