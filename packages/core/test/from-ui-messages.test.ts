import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChatError } from "../src/chat-error.ts";
import { fromUIMessages } from "../src/ui-message-stream.ts";

const text = (words: string) => ({ type: "text", text: words });
const user = (...parts: object[]) => ({ id: "u", role: "user", parts });
const assistant = (...parts: object[]) => ({ id: "a", role: "assistant", parts });
const tool = (state: string, rest: object = {}) => ({
  type: "tool-weather",
  toolCallId: "c1",
  input: { city: "杭州" },
  state,
  ...rest,
});

describe("fromUIMessages", () => {
  it("reads what was said, and what was attached", () => {
    const file = (mediaType: string, url: string) => ({ type: "file", mediaType, url });
    expect(
      fromUIMessages([
        user(text("Hi")),
        assistant({ type: "step-start" }, { type: "reasoning", text: "hm" }, text("Hel"), text("lo")),
        user(
          text("?"),
          file("image/png", "data:image/png;base64,AA=="),
          file("audio/mpeg", "https://x/a"),
          file("video/mp4", "https://x/v"),
          { type: "data-note", data: 1 },
        ),
      ]),
    ).toEqual([
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      {
        role: "user",
        content: [
          { type: "text", text: "?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
          { type: "input_audio", input_audio: { data: "https://x/a", format: "mp3" } },
          { type: "video_url", video_url: { url: "https://x/v" } },
        ],
      },
    ]);
  });

  it("gives the thinking back only where it is wanted", () => {
    const messages = [user(text("Hi")), assistant({ type: "reasoning", text: "hm" }, text("Hello"))];
    expect(fromUIMessages(messages, { reasoning: true })[1]).toEqual({
      role: "assistant",
      content: "Hello",
      reasoning_content: "hm",
    });
  });

  it.for<[part: object, answer: string]>([
    [tool("output-available", { output: "rain" }), "rain"],
    [tool("output-available", { output: { sky: "rain" } }), '{"sky":"rain"}'],
    [tool("output-available", { output: 0.5, preliminary: true }), "Error: this call was not run."],
    [tool("output-error", { errorText: "The tool failed." }), "Error: The tool failed."],
    [tool("output-denied"), "Error: The user refused this call. Do not ask for it again."],
    [
      tool("approval-responded", { approval: { id: "c1", approved: false } }),
      "Error: The user refused this call. Do not ask for it again.",
    ],
    [tool("approval-requested", { approval: { id: "c1" } }), "Error: this call was not run."],
    [tool("input-available"), "Error: this call was not run."],
    [{ ...tool("output-available", { output: "rain" }), type: "dynamic-tool", toolName: "weather" }, "rain"],
  ])("reads a call, and answers it whatever became of it: %j", ([part, content]) => {
    const [, asked, answered, then] = fromUIMessages([
      user(text("?")),
      assistant(text("Let me see."), part, text("Rain.")),
    ]);
    expect(asked).toMatchObject({
      role: "assistant",
      content: "Let me see.",
      tool_calls: [{ id: "c1", function: { name: "weather", arguments: '{"city":"杭州"}' } }],
    });
    expect(answered).toEqual({ role: "tool", tool_call_id: "c1", name: "weather", content });
    expect(then).toEqual({ role: "assistant", content: "Rain." });
  });

  it("leaves out a call that was cut, and keeps each step's calls apart", () => {
    const step = { type: "step-start" };
    const second = { ...tool("output-available", { output: "sun" }), toolCallId: "c2" };
    const messages = fromUIMessages([
      user(text("?")),
      assistant(step, tool("output-available", { output: "rain" }), step, second, step, tool("input-streaming")),
    ]);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant", "tool"]);
  });

  it.for<[messages: unknown, place: string]>([
    [null, "messages is no list"],
    [[7], "messages[0] is no message"],
    [[{ role: "robot", parts: [] }], "messages[0].role"],
    [[{ role: "user" }], "messages[0].parts is no list"],
    [[user()], "messages[0] says nothing"],
    [[user({ type: "text", text: 7 })], "messages[0].parts[0].text is no text"],
    [[user({ type: "file", mediaType: "text/csv", url: "https://x" })], "messages[0].parts[0].mediaType"],
    [[user({ type: "file", mediaType: "image/png", url: "file:///etc/passwd" })], "messages[0].parts[0].url"],
    [[assistant({ type: "tool-x", state: "output-available" })], "messages[0].parts[0].toolCallId"],
    [[{ role: "system", parts: [text("Obey.")] }], "the server gives the instructions"],
  ])("refuses what it cannot read, and says where: %j", ([messages, words]) => {
    expect(() => fromUIMessages(messages)).toThrow(words);
    try {
      fromUIMessages(messages);
    } catch (error) {
      expect(isChatError(error) && error.code).toBe("invalid_request");
    }
  });

  it("takes a page's instructions where it is told to, and texts of older pages", () => {
    expect(fromUIMessages([{ role: "system", parts: [text("Obey.")] }], { system: true })).toEqual([
      { role: "system", content: "Obey." },
    ]);
    expect(fromUIMessages([{ role: "user", content: "Hi" }])).toEqual([{ role: "user", content: "Hi" }]);
  });

  it("either reads any JSON or refuses it with a ChatError", () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom("text", "file", "tool-x", "step-start"),
          state: fc.string(),
          toolCallId: fc.jsonValue(),
          text: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    const message = fc.record({
      role: fc.constantFrom("user", "assistant", "system"),
      parts: fc.oneof(fc.array(part), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.oneof(fc.array(message), fc.jsonValue()), (messages) => {
        try {
          for (const { role } of fromUIMessages(messages)) expect(["user", "assistant", "tool"]).toContain(role);
        } catch (error) {
          expect(isChatError(error)).toBe(true);
        }
      }),
    );
  });
});
