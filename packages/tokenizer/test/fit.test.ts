import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBudgetTooSmall, loadTokenizer } from "../src/index.ts";
import type { PromptMessage } from "../src/index.ts";

const tokenizer = await loadTokenizer();
const system = { role: "system", content: "You are a helpful assistant." };
const who = { role: "user", content: "你是谁?" };

describe("fits", () => {
  const request = { messages: [system, who], max_tokens: 100 };

  it("tells whether prompt and answer have room, and how much is left", () => {
    expect(tokenizer.fits(request, { contextTokens: 122 })).toEqual({
      fits: true,
      promptTokens: 22,
      answerTokens: 100,
      spareTokens: 0,
      approximate: false,
    });
    expect(tokenizer.fits(request, { contextTokens: 121 })).toMatchObject({ fits: false, spareTokens: -1 });
  });

  it("keeps no more for the answer than the model can give, and at least a token", () => {
    expect(tokenizer.fits(request, { contextTokens: 72, outputTokens: 50 })).toMatchObject({ fits: true });
    expect(tokenizer.fits({ messages: [who] }, { contextTokens: 11 }).fits).toBe(false);
    expect(tokenizer.fits({ messages: [who] }, { contextTokens: 12, outputTokens: null }).fits).toBe(true);
  });

  it("counts the open thought of a model that thinks, and its answer's other limit", () => {
    const thinking = { messages: [who], enable_thinking: true, max_completion_tokens: 10n };
    expect(tokenizer.fits(thinking, { contextTokens: 30 })).toMatchObject({ promptTokens: 13, answerTokens: 10 });
  });

  it.each([null, 0, Number.NaN])("a context of %s is refused with the remedy", (contextTokens) => {
    expect(() => tokenizer.fits(request, { contextTokens })).toThrow(/give its size yourself, as { contextTokens: /);
  });
});

describe("trimToFit", () => {
  const long = (role: string): PromptMessage => ({ role, content: "天气".repeat(50) });
  const call = (id: string): PromptMessage & { id: string } => ({
    role: "assistant",
    id,
    tool_calls: [{ function: { name: "f", arguments: `{"id": "${id}"}` } }],
  });
  const answer = (id: string): PromptMessage & { id: string } => ({ role: "tool", id, content: "雨".repeat(20) });

  it("leaves everything that fits as it is", () => {
    expect(tokenizer.trimToFit([system, who], { maxTokens: 22 })).toEqual({
      messages: [system, who],
      removed: 0,
      tokens: 22,
      approximate: false,
    });
  });

  it("leaves out the oldest turns first, whole", () => {
    const messages = [system, long("user"), long("assistant"), long("user"), long("assistant"), who];
    const { messages: kept, removed, tokens } = tokenizer.trimToFit(messages, { maxTokens: 200 });
    expect(kept).toEqual([system, ...messages.slice(3)]);
    expect(removed).toBe(2);
    expect(tokens).toBe(tokenizer.countMessages(kept).tokens);
  });

  it("then the oldest rounds of tools of the last turn, with question and last round kept", () => {
    const messages = [system, long("user"), who, call("1"), answer("1"), answer("1"), call("2"), answer("2")];
    const { messages: kept } = tokenizer.trimToFit(messages, { maxTokens: 110 });
    expect(kept).toEqual([system, who, call("2"), answer("2")]);
  });

  it("counts tools and the beginning of the answer, too", () => {
    const tools = [{ type: "function", function: { name: "f" } }];
    const { tokens } = tokenizer.countMessages([who], { tools, thinking: true });
    const messages = [long("user"), who];
    expect(tokenizer.trimToFit(messages, { maxTokens: tokens, tools, thinking: true }).messages).toEqual([who]);
  });

  it("says what is needed where no trimming helps", () => {
    let thrown: unknown;
    try {
      tokenizer.trimToFit([system, who], { maxTokens: 21 });
    } catch (error) {
      thrown = error;
    }
    expect(isBudgetTooSmall(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: "budget_too_small", maxTokens: 21, neededTokens: 22 });
    expect(isBudgetTooSmall("budget_too_small")).toBe(false);
  });

  it("never parts a call from its answers, keeps the opening and the end, and leaves out as little as it can", () => {
    const round = fc.integer({ min: 1, max: 3 }).map((answers) => ["call", ...Array<string>(answers).fill("tool")]);
    const turn = fc.array(fc.oneof(round, fc.constant(["assistant"])), { maxLength: 4 });
    const conversation = fc
      .array(turn, { minLength: 1, maxLength: 5 })
      .map((turns) => ["system", ...turns.flatMap((rounds) => ["user", ...rounds.flat()])]);
    fc.assert(
      fc.property(conversation, fc.integer({ min: 30, max: 400 }), (roles, maxTokens) => {
        let open = 0;
        const messages = roles.map((role, at) => {
          if (role === "call") open = at;
          if (role === "call") return { ...call(String(at)), at };
          return { role, content: `${role} ${at}`, at, ...(role === "tool" ? { id: String(open) } : {}) };
        });
        let trimmed;
        try {
          trimmed = tokenizer.trimToFit(messages, { maxTokens });
        } catch (error) {
          expect(isBudgetTooSmall(error)).toBe(true);
          return;
        }
        const kept = trimmed.messages;
        expect(trimmed.tokens).toBeLessThanOrEqual(maxTokens);
        expect(kept[0]).toBe(messages[0]);
        expect(kept.at(-1)).toBe(messages.at(-1));
        expect(kept.filter(({ role }) => role === "user").at(-1)).toBe(
          messages.findLast(({ role }) => role === "user"),
        );
        for (const one of messages.filter((message) => "id" in message)) {
          const group = messages.filter((message) => "id" in message && message.id === one.id);
          const there = group.filter((message) => kept.includes(message));
          expect([0, group.length]).toContain(there.length);
        }
        if (tokenizer.countMessages(messages).tokens <= maxTokens) expect(trimmed.removed).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
