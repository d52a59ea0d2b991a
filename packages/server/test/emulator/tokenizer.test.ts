import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { createEmulator, echo } from "../../src/index.ts";
import { chatRequest, complete, userAsks } from "../support/ask.ts";

/** One token a character, with its code for an id; but two for a character of more than one UTF-16 unit. */
const byCharacter: Tokenizer = {
  count: (text) => text.length,
  encode: (text) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  decode: (ids) => String.fromCharCode(...ids).toWellFormed(),
};
const emulator = createEmulator({ engine: echo(), tokenizer: byCharacter });

describe("a tokenizer of one's own", () => {
  it("counts usage", async () => {
    expect((await complete(emulator, userAsks("hello"))).usage).toMatchObject({ completion_tokens: 5 });
  });

  it("cuts at max_tokens, to the token", async () => {
    const { choices } = await complete(emulator, userAsks("one two three", { max_tokens: 8 }));
    expect(choices[0]).toMatchObject({ message: { content: "one two " }, finish_reason: "length" });
  });

  it.each<[NonNullable<ChatRequest["stop"]>, string]>([
    [[119, 98], "ab two"],
    [[[119, 111]], "ab two"],
    [[[32, 116]], "b two"],
    [[[120]], "b two"],
  ])("reads token ids in stop: %j", async (stop) => {
    const ids = [stop].flat();
    const texts = ids.map((one) => String.fromCharCode(...[one as number].flat()));
    const text = "abc two words";
    const first = Math.min(...texts.map((one) => text.indexOf(one)).filter((at) => at !== -1), text.length);
    const { choices } = await complete(emulator, userAsks(text, { stop }));
    expect(choices[0]?.message.content).toBe(text.slice(0, first));
  });

  it("is what log probabilities are told of; a character in two tokens stays whole", async () => {
    const { choices } = await complete(emulator, userAsks("ab😀", { logprobs: true }));
    expect(choices[0]?.logprobs?.content?.map(({ token }) => token)).toEqual(["a", "b", "😀"]);
  });
});

describe("without one", () => {
  const note = async (stop: NonNullable<ChatRequest["stop"]>, stream = false): Promise<string | null> => {
    const response = await createEmulator({ engine: echo() }).fetch(
      chatRequest({ ...userAsks("hello"), stop, stream }),
    );
    await response.text();
    return response.headers.get("x-qwire-note");
  };

  it("token ids in stop are taken, and said not to be applied", async () => {
    for (const stop of [[108386], [[108386, 103924]]]) {
      for (const stream of [false, true])
        expect(await note(stop, stream)).toMatch(/^token ids in stop are not applied/);
    }
    expect(await note(["hello"])).toBeNull();
    expect(await note("hello")).toBeNull();
  });

  it("max_tokens of a long text is found soon", async () => {
    const started = performance.now();
    await complete(createEmulator({ engine: echo() }), userAsks("word ".repeat(400_000), { max_tokens: 300_000 }));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
