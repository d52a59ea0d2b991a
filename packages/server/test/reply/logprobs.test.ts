import { chatCompletion } from "@qwire/protocol";
import type { ChatCompletion, Logprobs } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import { chunks, complete, payloads, userAsks } from "../support/ask.ts";

const emulator = (): ReturnType<typeof createEmulator> =>
  createEmulator({
    seed: 3,
    engine: script([
      { when: "tool", then: [{ call: "f", with: { a: 1 } }] },
      { when: "think", then: [{ think: "Hm" }, { say: "Yes" }] },
      { then: [{ say: "你好, world!" }] },
    ]),
  });
const asked = userAsks("hello", { logprobs: true, top_logprobs: 2 });
const ofChoice = ({ choices }: Pick<ChatCompletion, "choices">): Logprobs | null | undefined => choices[0]?.logprobs;
const text = (told: Logprobs | null | undefined): string => (told?.content ?? []).map(({ token }) => token).join("");

describe("log probabilities", () => {
  it.each(["qwen-plus", "qwen3-max", "qwen-turbo"])("stand beside a plain reply, token by token: %s", async (model) => {
    const completion = await complete(emulator(), { ...asked, model });
    const told = ofChoice(completion);
    expect(ofChoice(chatCompletion.parse(completion))).toEqual(told);
    expect(text(told)).toBe("你好, world!");
    for (const { token, logprob, bytes, top_logprobs } of told?.content ?? []) {
      expect(logprob).toBeLessThanOrEqual(0);
      expect(new TextDecoder().decode(new Uint8Array(bytes ?? []))).toBe(token);
      expect(top_logprobs).toHaveLength(2);
      expect(top_logprobs?.[0]).toEqual({ token, logprob, bytes });
      expect(top_logprobs?.[1]?.logprob).toBeLessThan(logprob ?? 0);
    }
  });

  it.each(["qwen-plus", "qwen3-max"])("stand beside the pieces of a stream: %s", async (model) => {
    const all = await chunks(emulator(), { ...asked, model });
    const said = all.flatMap(({ choices }) => choices).filter(({ delta }) => delta.content);
    expect(said.length).toBeGreaterThan(1);
    for (const { delta, logprobs } of said) expect(text(logprobs)).toBe(delta.content);
    const silent = all.flatMap(({ choices }) => choices).filter(({ delta }) => !delta.content);
    expect(silent.every(({ logprobs }) => (logprobs ?? null) === null)).toBe(true);
  });

  it("are never given for thinking nor for calls", async () => {
    const request = userAsks("think", { model: "qwen3-max", logprobs: true });
    expect(text(ofChoice(await complete(emulator(), request)))).toBe("Yes");
    expect(ofChoice(await complete(emulator(), userAsks("tool", { model: "qwen3-max", logprobs: true })))).toBeNull();
  });

  it("have no alternatives unless asked, and are not there at all unless asked", async () => {
    const told = ofChoice(await complete(emulator(), userAsks("hello", { logprobs: true })));
    expect(told?.content?.every(({ top_logprobs }) => top_logprobs?.length === 0)).toBe(true);
    expect((await complete(emulator(), userAsks("hello"))).choices[0]).not.toHaveProperty("logprobs");
    expect(ofChoice(await complete(emulator(), userAsks("hello", { model: "qwen3-max" })))).toBeNull();
  });

  it("follow from the seed", async () => {
    expect(await payloads(emulator(), asked)).toEqual(await payloads(emulator(), asked));
  });
});
