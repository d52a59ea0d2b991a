import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../src/chat-message.ts";
import type { ChatRequest } from "../../src/chat-request/chat-request.ts";
import { toOutgoing } from "../../src/outgoing-forms.ts";
import { allRules } from "../../src/rules/all-rules.ts";
import type { FieldRuleName } from "../../src/rules/all-rules.ts";
import { applyFixes } from "../../src/rules/apply-fixes.ts";
import { checkRequest } from "../../src/rules/check-request.ts";
import { documentedProfiles } from "../../src/rules/documented-profiles.ts";
import { documentRequests, forbiddenStop } from "../fixtures/documents.ts";
import { broken } from "./broken-requests.ts";

const hello: ChatMessage[] = [{ role: "user", content: "hello" }];
const request = (fields: object, model = "some-model"): ChatRequest => ({ model, messages: hello, ...fields });
const codes = (body: unknown, profile?: keyof typeof documentedProfiles): string[] =>
  checkRequest(body, profile && { profile: documentedProfiles[profile] })
    .filter((issue) => profile === undefined || issue.severity === "error")
    .map((issue) => issue.code);

describe("every rule", () => {
  it("has a request that breaks it", () => {
    expect(Object.keys(broken).toSorted()).toEqual(Object.keys(allRules).toSorted());
  });

  it.each(Object.entries(broken))("%s finds its place and says the remedy", (name, { body, path }) => {
    const rule = allRules[name as FieldRuleName]; // the keys are checked above
    const profile = { name: "this rule", refuses: new Set([name as FieldRuleName]) };
    const issues = checkRequest(body, rule.severity === "off" ? { profile } : {}).filter(({ code }) => code === name);
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    const [issue] = issues;
    expect(issue?.severity).toBe(rule.severity === "off" ? "error" : rule.severity);
    expect(issue?.sentence).toMatch(/^\S.*\.$/);
    expect(issue?.sentence).not.toContain("undefined");
    expect(issue?.fix).toBe(rule.fix?.says);
  });

  it.each(Object.entries(broken).filter(([name]) => allRules[name as FieldRuleName].fix !== undefined))(
    "%s is content after its fix",
    (name, { body }) => {
      const profile = { name: "this rule", refuses: new Set([name as FieldRuleName]) };
      const fixed = applyFixes(body, { profile });
      expect(checkRequest(fixed, { profile }).map((issue) => issue.code)).not.toContain(name);
    },
  );
});

describe("checkRequest", () => {
  it.each(documentRequests)("finds no error in what the document prints: $document, $sample", ({ body, document }) => {
    expect(checkRequest(body).filter((issue) => issue.severity === "error")).toEqual([]);
    expect(codes(body, document)).toEqual([]);
  });

  it("tells the documents' misplaced required and missing id as warnings", () => {
    const round = documentRequests.find(({ sample }) => sample.startsWith("function call, second round"));
    expect(codes(round?.body)).toEqual(["tool-answer-without-id", "tool-required-misplaced"]);
  });

  it("has nothing against a plain request, of any model", () => {
    for (const model of ["qwen-plus", "qwen3-max", "never-heard-of", "constructor"]) {
      expect(checkRequest(request({}, model))).toEqual([]);
    }
  });

  it("lets unknown fields pass", () => {
    expect(checkRequest(request({ newer: { a: [1] } }))).toEqual([]);
  });

  it("takes null and absent for every optional field", () => {
    const fields = ["temperature", "top_p", "seed", "stop", "n", "tools", "tool_choice", "stream", "search_options"];
    expect(checkRequest(request(Object.fromEntries(fields.map((field) => [field, null]))))).toEqual([]);
  });

  it("tells all problems at once, in the order of the request", () => {
    const body = { n: 9, model: "qwen-plus", top_p: 0, messages: [{ role: "user" }], stop: forbiddenStop };
    expect(checkRequest(body).map((issue) => issue.sentence)).toEqual([
      "n must be from 1 to 4, not 9.",
      "top_p must be above 0 and at most 1, not 0.",
      "messages[0].content is missing: give a string or a list.",
      "stop mixes kinds: give only texts, only token ids, or only lists of token ids.",
    ]);
  });

  it.each([
    [null, "The request must be an object, not null."],
    ["hello", "The request must be an object, not a string."],
    [{ model: "m", messages: [] }, "messages must be a list with at least one entry, not an empty list."],
    [{ model: 3, messages: hello }, "model must be a string, not a number."],
    [request({ temperature: "hot" }), "temperature must be a number, not a string."],
    [request({ max_tokens: 1.5 }), "max_tokens must be an integer, not a number."],
    [request({ stream: "yes" }), "stream must be true or false, not a string."],
    [
      { model: "m", messages: [{ role: "narrator", content: "x" }] },
      'messages[0].role must be "system", "developer", "user", "assistant" or "tool", not another word.',
    ],
    [request({ tools: [{ type: "function" }] }), "tools[0].function is missing: give an object."],
    [request({ response_format: { type: "json_schema" } }), "response_format.json_schema is missing: give an object."],
  ])("says of %j: %s", (body, sentence) => {
    expect(checkRequest(body).map((issue) => issue.sentence)).toEqual([sentence]);
  });

  it.each([
    [request({ response_format: { type: "xml" } }), ["response_format", "type"]],
    [request({ tools: [{ type: "web_search" }] }), ["tools", 0, "type"]],
    [request({ tool_choice: { type: "allowed_tools" } }), ["tool_choice", "type"]],
    [
      { model: "m", messages: [{ role: "user", content: [{ type: "file", file: {} }] }] },
      ["messages", 0, "content", 0, "type"],
    ],
    [
      { model: "m", messages: [...hello, { role: "function", name: "x", content: "y" }, ...hello] },
      ["messages", 1, "role"],
    ],
  ])("warns of a word it does not know: %j", (body, path) => {
    expect(checkRequest(body)).toMatchObject([{ code: "unknown-word", severity: "warning", path }]);
    expect(applyFixes(body as ChatRequest)).toEqual(body); // newer than the type
  });

  it("takes an exact seed of 64 bits, with a warning that servers may read 63", () => {
    const [issue, ...more] = checkRequest(request({ seed: 18446744073709551615n }));
    expect(issue).toMatchObject({ code: "seed-above-63-bits", severity: "warning" });
    expect(more).toEqual([]);
    expect(codes(request({ seed: 18446744073709551616n }))).toEqual(["seed-range"]);
    expect(codes(request({ seed: 2 ** 31 - 1 }))).toEqual([]);
    expect(codes(request({ seed: 2 ** 60 }))).toEqual(["seed-above-31-bits", "seed-inexact"]);
    expect(codes(request({ seed: 1.5 }))).toEqual(["seed-range"]);
  });

  it("takes the borders of the documented ranges", () => {
    for (const fields of [{ temperature: 0 }, { top_p: 1 }, { presence_penalty: -2 }, { n: 4 }, { top_k: 0 }]) {
      expect(codes(request(fields))).toEqual([]);
    }
    for (const fields of [{ temperature: 2 }, { top_p: 0 }, { presence_penalty: 2.01 }, { n: 5 }, { top_k: -1 }]) {
      expect(codes(request(fields))).toHaveLength(1);
    }
  });

  it("pairs parallel calls with their answers in any order", () => {
    const call = (id: string) => ({ id, type: "function" as const, function: { name: "clock", arguments: "{}" } });
    const answer = (id: string): ChatMessage => ({ role: "tool", tool_call_id: id, content: "12:00" });
    const asked: ChatMessage = { role: "assistant", content: "", tool_calls: [call("a"), call("b")] };
    const tools = [{ type: "function" as const, function: { name: "clock" } }];
    const chat = (...messages: ChatMessage[]) => codes(request({ messages: [...hello, ...messages], tools }));
    expect(chat(asked, answer("b"), answer("a"))).toEqual([]);
    expect(chat(asked, answer("a"))).toEqual(["tool-call-unanswered"]);
    expect(chat(asked, answer("a"), ...hello, answer("b"))).toEqual(["tool-call-unanswered", "tool-answer-orphan"]);
    expect(chat(asked, answer("a"), answer("a"))).toEqual(["tool-call-unanswered", "tool-answer-orphan"]);
  });

  it("lets an answer without id mean the one open call, and no more", () => {
    const call = (id: string) => ({ id, type: "function" as const, function: { name: "clock", arguments: "{}" } });
    const nameless: ChatMessage = { role: "tool", name: "clock", content: "12:00" };
    const tools = [{ type: "function" as const, function: { name: "clock" } }];
    const chat = (...calls: string[]) =>
      request({
        messages: [...hello, { role: "assistant", content: "", tool_calls: calls.map(call) }, nameless],
        tools,
      });
    expect(codes(chat("a"))).toEqual(["tool-answer-without-id"]);
    expect(codes(chat(""))).toEqual([]);
    expect(codes(chat("a", "b"))).toEqual(["tool-call-unanswered", "tool-call-unanswered", "tool-answer-orphan"]);
    expect(applyFixes(chat("a")).messages[2]).toEqual({ ...nameless, tool_call_id: "a" });
  });

  it("asks the override about models", () => {
    const models = () => ({ tools: false });
    const body = request({ tools: [{ type: "function", function: { name: "clock" } }] });
    expect(checkRequest(body, { models }).map((issue) => issue.code)).toEqual(["tools-unknown-to-model"]);
  });

  it("has nothing left to say about forms once the request is outgoing", () => {
    const body = request({ messages: [{ role: "developer", content: "x" }, ...hello], tools: [] });
    expect(codes(body)).toEqual(["developer-role", "tools-empty"]);
    expect(codes(toOutgoing(body))).toEqual([]);
  });
});

describe("documented profiles", () => {
  const streamedTools = request(
    { stream: true, tools: [{ type: "function", function: { name: "clock" } }] },
    "qwen-plus",
  );

  it("2024 and 2025 refuse tools in a stream, the service of today does not", () => {
    expect(codes(streamedTools, "2024")).toEqual(["tools-with-stream"]);
    expect(codes(streamedTools, "2025")).toEqual(["tools-with-stream"]);
    expect(codes(streamedTools, "current")).toEqual([]);
    expect(codes(streamedTools)).toEqual([]);
  });

  it("2024 and 2025 know their own models only", () => {
    expect(codes(request({}, "qwen-long"), "2024")).toEqual([]);
    expect(codes(request({}, "qwen-long"), "2025")).toEqual(["model-not-in-2025"]);
    expect(codes(request({}, "qwen3-max"), "2024")).toEqual(["model-not-in-2024"]);
    expect(codes(request({}, "qwen3-max"), "current")).toEqual([]);
  });

  it.each(["2024", "2025"] as const)("%s refuses what is said of roles and n", (year) => {
    const late = request({ messages: [...hello, { role: "system", content: "x" }] }, "qwen-plus");
    expect(codes(late, year)).toEqual(["system-not-first", "last-role"]);
    expect(codes(request({ n: 2 }, "qwen-max"), year)).toEqual(["n-outside-qwen-plus"]);
    expect(codes(request({ n: 2 }, "qwen-turbo"), year)).toEqual(["n-outside-qwen-plus"]);
    expect(codes(request({ n: 2 }, "qwen-plus"), year)).toEqual([]);
    expect(codes(request({ n: 2 }, "qwen-turbo"), "current")).toEqual([]);
  });

  it("names only rules there are, each answered by a row of the error table", () => {
    const names = new Set(["shape", "unknown-word", ...Object.keys(allRules)]);
    for (const { refuses } of Object.values(documentedProfiles)) {
      for (const name of refuses) expect(names).toContain(name);
    }
  });

  it("can be switched rule by rule", () => {
    const refuses = new Set([...documentedProfiles["2025"].refuses].filter((name) => name !== "tools-with-stream"));
    const issues = checkRequest(streamedTools, { profile: { name: "mine", refuses } });
    expect(issues.filter((issue) => issue.severity === "error")).toEqual([]);
  });
});
