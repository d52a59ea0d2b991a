import type { ChatRequest, RequestIssue } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { ChatError, fallback, preflight } from "../src/index.ts";
import type { PreflightOptions } from "../src/index.ts";
import { all, chatWith, failure, request } from "./fixtures/client.ts";
import { asks, clockTool, says } from "./fixtures/tools.ts";
import { json, stream } from "./fixtures/transport.ts";
import type { Answer } from "./fixtures/transport.ts";
import { completion, errorBody, hello } from "./fixtures/wire.ts";

const tooHot: ChatRequest = { ...request, temperature: 9 };
const streamOnly: ChatRequest = { ...request, model: "qwq-plus" };

/** A chat that checks its requests, and what it warned of. */
function checked(mode: "throw" | "fix", answers: Answer[], options: PreflightOptions = {}) {
  const warnings: RequestIssue[] = [];
  const onWarning = (issue: RequestIssue): void => void warnings.push(issue);
  return { ...chatWith(answers, { preflight: preflight(mode, { onWarning, ...options }) }), warnings };
}

describe("preflight throw", () => {
  it("does not send what no server takes, and says field, sentence and remedy", async () => {
    const { chat, transport } = checked("throw", [json(completion())]);
    const error = await failure(chat.create(tooHot));
    expect(error).toMatchObject({ code: "invalid_request", status: null, retryable: false });
    expect(error.issues).toMatchObject([{ code: "temperature-range", severity: "error", path: ["temperature"] }]);
    expect(error.message).toContain(error.issues[0]?.sentence);
    expect(transport.requests).toHaveLength(0);
  });
  it("fails every way of asking, once the first pull comes", async () => {
    const { chat } = checked("throw", [json(completion())]);
    const tools = [clockTool];
    for (const call of [
      chat.create({ ...tooHot, stream: true }),
      chat.stream(tooHot).completion(),
      all(chat.stream(tooHot)),
      chat.run(tooHot, { tools }).result(),
    ]) {
      expect((await failure(call)).issues).toHaveLength(1);
    }
  });
  it("asks no retry policy about it", async () => {
    const retry = (): never => {
      throw new Error("asked");
    };
    const { chat } = chatWith([json(completion())], { preflight: preflight("throw"), retry });
    expect(await failure(chat.create(tooHot))).toMatchObject({ code: "invalid_request" });
  });
  it("judges what is really sent: forms applied, extra_body merged", async () => {
    const { chat, transport } = checked("throw", [json(completion())]);
    const messages: ChatRequest["messages"] = [{ role: "developer", content: "Be brief." }, ...request.messages];
    await chat.create({ ...request, messages, tools: [] });
    expect(transport.requests).toHaveLength(1);
    expect(await failure(chat.create({ ...request, extra_body: { top_p: 7 } }))).toMatchObject({
      issues: [{ code: "top-p-range" }],
    });
  });
  it("sends the request as it was when nothing is wrong, or only perhaps", async () => {
    const { chat, transport, warnings } = checked("throw", [json(completion())]);
    const odd: ChatRequest = { ...request, model: "my-own", temperature: 1, extra_body: { brand_new: 1 } };
    await chat.create(odd);
    await chat.create(streamOnly);
    expect(transport.sent()).toEqual([{ ...request, model: "my-own", temperature: 1, brand_new: 1 }, streamOnly]);
    expect(warnings.map(({ code }) => code)).toEqual(["stream-only-model"]);
  });
  it("warns once for each kind of issue and model", async () => {
    const { chat, warnings } = checked("throw", [json(completion())]);
    for (const model of ["qwq-plus", "qwq-plus", "qwq-32b", "qwq-plus"]) await chat.create({ ...request, model });
    expect(warnings).toHaveLength(2);
  });
  it("checks every step of a run, with its tools, and what the policy wants to send", async () => {
    const seen: string[] = [];
    const models = (id: string): undefined => void seen.push(id);
    const answers = [asks(["c1", "clock", "{}"]), json(errorBody("model_not_found"), 404), says("8")];
    const retry = fallback(["qwen-plus", "qwen-turbo"]);
    const { chat } = checked("throw", answers, { models });
    await chat.run(request, { tools: [clockTool], retry }).result();
    expect(seen).toEqual(["qwen-plus", "qwen-plus", "qwen-turbo"]);
  });
  it("tells five sentences and counts the rest", async () => {
    const { chat } = checked("throw", [json(completion())]);
    const wrong = {
      temperature: 9,
      top_p: 9,
      top_k: -1,
      presence_penalty: 9,
      seed: -1,
      max_tokens: -1,
      stop: ["a", 1],
    };
    const error = await failure(chat.create({ ...request, extra_body: wrong }));
    expect(error.issues.length).toBeGreaterThan(5);
    expect(error.message).toMatch(/And \d more: see the error's issues\.$/);
  });
  it("quotes no message", async () => {
    const { chat } = checked("throw", [json(completion())]);
    const messages = [
      { role: "user", content: { hidden: "SECRET" } },
      { role: "tool", content: "SECRET" },
    ] as never;
    const error = await failure(chat.create({ ...tooHot, messages }));
    expect(error.issues.length).toBeGreaterThan(1);
    expect(JSON.stringify([error.message, error.issues])).not.toContain("SECRET");
  });
});

describe("preflight fix", () => {
  it("sends what is legal, and tells what it changed", async () => {
    const { chat, transport, warnings } = checked("fix", [json(completion())]);
    await chat.create(tooHot);
    expect(transport.sent()[0]?.temperature).toBeLessThan(2);
    expect(warnings).toMatchObject([{ code: "temperature-range", fix: expect.any(String) }]);
  });
  it("streams underneath where the model only streams, with usage, and folds", async () => {
    const { chat, transport } = checked("fix", [stream(hello)]);
    const reply = await chat.create(streamOnly);
    expect(reply).toMatchObject({ object: "chat.completion", choices: [{ message: { content: "Hello" } }] });
    expect(transport.sent()).toEqual([{ ...streamOnly, stream: true, stream_options: { include_usage: true } }]);
  });
  it("streams underneath while the model thinks, if it thinks only in a stream", async () => {
    const { chat, transport } = checked("fix", [stream(hello)]);
    const thinking: ChatRequest = { ...request, model: "qwen3-32b", enable_thinking: true };
    await chat.create(thinking);
    await chat.create({ ...thinking, enable_thinking: false });
    expect(transport.sent().map((sent) => sent.stream)).toEqual([true, undefined]);
  });
  it("knows a model as its user describes it", async () => {
    const models: PreflightOptions["models"] = (id) => (id === "my-own" ? { streamOnly: "always" } : undefined);
    const { chat, transport } = checked("fix", [stream(hello)], { models });
    await chat.create({ ...request, model: "my-own" });
    expect(transport.sent()[0]?.stream).toBe(true);
  });
  it("fails where nothing can be fixed", async () => {
    const { chat } = checked("fix", [json(completion())]);
    expect(await failure(chat.create({ ...request, extra_body: { top_p: "high" } }))).toMatchObject({
      issues: [{ code: "shape" }],
    });
  });
  it("does not undo what the service has taught", async () => {
    const answers = [
      json(errorBody("invalid_parameter_error", "This model only support stream mode"), 400),
      stream(hello),
    ];
    const { chat, transport } = checked("fix", answers, { models: () => ({ streamOnly: "never" }) });
    await chat.create(streamOnly);
    await chat.create(streamOnly);
    expect(transport.sent().map((sent) => sent.stream)).toEqual([undefined, true, true]);
  });
});

describe("a preflight of one's own", () => {
  it("is a function, may be left out for one call, and fails the call with its own error", async () => {
    const refuse = (): never => {
      throw new ChatError("invalid_request", { message: "Not today." });
    };
    const { chat, transport } = chatWith([json(completion())], { preflight: refuse });
    expect(await failure(chat.create(request))).toMatchObject({ message: "Not today." });
    await chat.create(request, { preflight: false });
    await chat.create(request, { preflight: (given) => ({ ...given, user: "u1" }) });
    expect(transport.sent()).toEqual([request, { ...request, user: "u1" }]);
  });
});
