import { type } from "arktype";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { fromJsonSchema } from "../../src/json-schema.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { asks, says } from "../fixtures/tools.ts";
import { json, stream } from "../fixtures/transport.ts";
import { chunk, completion, done, sse } from "../fixtures/wire.ts";

const trip = z.object({ city: z.string(), days: z.number() });
const text = '{"city":"Zorvania","days":3}';
const tells = (...pieces: string[]) =>
  stream(...pieces.map((content) => sse(chunk({ content }))), sse(chunk({}, "stop"), done));

describe("parse", () => {
  it("gives the checked answer, and the reply it stands in", async () => {
    const { chat, transport } = chatWith([tells(text)]);
    const { output, completion: reply } = await chat.parse(request, { output: trip }).result();
    expect(output).toEqual({ city: "Zorvania", days: 3 });
    expect(reply.choices[0]?.message.content).toBe(text);
    expect(transport.sent()[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it("takes schemas of any library, and one of your own", async () => {
    const schemas = [
      trip,
      type({ city: "string", days: "number" }),
      toStandardJsonSchema(v.object({ city: v.string(), days: v.number() })),
      fromJsonSchema<{ city: string; days: number }>({
        type: "object",
        properties: { city: { type: "string" }, days: { type: "number" } },
        required: ["city", "days"],
      }),
    ] as const;
    for (const output of schemas) {
      const { chat, transport } = chatWith([tells(text)]);
      expect((await chat.parse(request, { output }).result()).output).toEqual({ city: "Zorvania", days: 3 });
      const format = transport.sent()[0]?.response_format;
      expect(JSON.stringify(format)).toContain('"properties":{"city"');
    }
  });

  it("tells an object that grows, where it grew, and at last what came of it", async () => {
    const { chat } = chatWith([tells('{"city":"Zor', 'vania","da', 'ys":3}')]);
    const events = [];
    for await (const event of chat.parse(request, { output: trip })) {
      if (event.type === "output-delta") events.push([event.path, structuredClone(event.output)]);
      if (event.type === "finish") events.push(event.result.output);
    }
    expect(events).toEqual([
      [[], { city: "Zor" }],
      [["city"], { city: "Zorvania" }],
      [["days"], { city: "Zorvania", days: 3 }],
      { city: "Zorvania", days: 3 },
    ]);
  });

  it("tells once what has changed in pieces that come together", async () => {
    const pieces = ['{"city":"Zor', 'vania","da', 'ys":3}'].map((content) => chunk({ content }));
    const { chat } = chatWith([stream(sse(...pieces, chunk({}, "stop"), done))]);
    const types = (await all(chat.parse(request, { output: trip }))).map(({ type }) => type);
    expect(types).toEqual(["text-delta", "text-delta", "text-delta", "output-delta", "finish"]);
  });

  it.each([
    ["qwen-plus", {}, "json_schema"],
    ["qwen-turbo", {}, "json_object"],
    ["nobody-knows", {}, "json_object"],
    ["qwen-plus", { enable_thinking: true }, "text"],
    ["qwq-plus", {}, "text"],
  ] as const)("asks %s %o as it can be asked: %s", async (model, more, mode) => {
    const { chat, transport } = chatWith([tells(text)]);
    await chat.parse({ ...request, model, ...more }, { output: trip }).result();
    const [sent] = transport.sent();
    expect(sent?.response_format?.type ?? "text").toBe(mode);
    const [first] = sent?.messages ?? [];
    if (mode === "json_schema") expect(first?.role).toBe("user");
    else expect(first).toMatchObject({ role: "system", content: expect.stringMatching(/JSON[\s\S]*"days"/) });
  });

  it("asks as it is told to, behind a system message of one's own", async () => {
    const { chat, transport } = chatWith([tells(text)]);
    const messages = [{ role: "system" as const, content: "Be kind." }, ...request.messages];
    const named = { output: trip, outputName: "trip" };
    await chat.parse({ ...request, messages }, { ...named, outputMode: "text" }).result();
    expect(transport.sent()[0]?.messages[0]?.content).toMatch(/^Be kind\.\n\nAnswer with one JSON object/);
    await chat.parse({ ...request, model: "nobody-knows" }, { ...named, outputMode: "json_schema" }).result();
    expect(transport.sent()[1]?.response_format).toMatchObject({ json_schema: { name: "trip", strict: true } });
  });

  it("finds the object in a fenced block and among words", async () => {
    for (const told of [`\`\`\`json\n${text}\n\`\`\``, `Sure! ${text} Enjoy.`, `\uFEFF${text}`]) {
      const { chat } = chatWith([tells(told)]);
      expect((await chat.parse(request, { output: trip }).result()).output).toEqual({ city: "Zorvania", days: 3 });
    }
  });

  it("fails with the raw text as partial and what the schema found, and quotes nothing", async () => {
    const told = '{"city":"secret place","days":"many"}';
    const { chat } = chatWith([tells(told)]);
    const error = await failure(chat.parse(request, { output: trip }).result());
    expect(error).toMatchObject({ code: "output_invalid", retryable: false });
    expect(error.partial?.choices[0]?.message.content).toBe(told);
    expect(error.outputIssues).toMatchObject([{ path: "days", expected: "number", received: '"many"' }]);
    expect(error.message).toContain("at days");
    expect(JSON.stringify([error.message, Object.entries(error).filter(([key]) => key !== "partial")])).not.toMatch(
      /secret|many/,
    );
  });

  it("says whether there was none, or it was cut by max_tokens", async () => {
    const none = await failure(
      chatWith([tells("I would rather not.")])
        .chat.parse(request, { output: trip })
        .result(),
    );
    expect(none.message).toContain("holds no JSON object");
    const cut = stream(sse(chunk({ content: '{"city":"Zor' }), chunk({}, "length"), done));
    const short = await failure(chatWith([cut]).chat.parse(request, { output: trip }).result());
    expect(short).toMatchObject({ code: "output_invalid" });
    expect(short.message).toContain("max_tokens");
    const lost = stream(sse(chunk({ content: '{"city":"Zor' })));
    expect(await failure(chatWith([lost]).chat.parse(request, { output: trip }).result())).toMatchObject({
      code: "stream_cut",
    });
  });

  it("reads a plain reply, too", async () => {
    const { chat } = chatWith([json(completion({ content: text }))]);
    expect((await chat.parse(request, { output: trip }).result()).output).toEqual({ city: "Zorvania", days: 3 });
  });

  it("closes the connection when the loop is left, and gives up when it is told to", async () => {
    const { chat, transport } = chatWith([tells('{"city":"Zor', 'vania"}')]);
    const parsing = chat.parse(request, { output: trip });
    for await (const event of parsing) if (event.type === "output-delta") break;
    expect(transport.bodies[0]?.isClosed).toBe(true);
    expect(await failure(parsing.result())).toMatchObject({ code: "aborted" });
    const second = chat.parse(request, { output: trip });
    second.abort("enough");
    expect(await failure(second.result())).toMatchObject({ code: "aborted", cause: "enough" });
  });

  it("refuses what is no schema of an object", () => {
    const { chat } = chatWith([]);
    expect(() => chat.parse(request, { output: z.array(z.string()) })).toThrow(/put it in a field of an object/);
    expect(() => chat.parse(request, { output: trip, outputName: "a b" })).toThrow(/outputName/);
  });
});

describe("the output of a run", () => {
  const clock = defineTool({ name: "clock", description: "The time.", run: () => "noon" });

  it("is what its last answer is checked to be", async () => {
    const { chat, transport } = chatWith([asks(["a", "clock", "{}"]), tells(text)]);
    const result = await chat.run(request, { tools: [clock], output: trip }).result();
    if (result.status !== "finished") throw new Error(result.status);
    expect(result.output.days).toBe(3);
    expect(result.messages).toHaveLength(4);
    expect(transport.sent().map(({ response_format }) => response_format?.type)).toEqual([
      "json_schema",
      "json_schema",
    ]);
  });

  it("adds nothing to the conversation where an instruction asks for it", async () => {
    const { chat, transport } = chatWith([asks(["a", "clock", "{}"]), tells(text)]);
    const run = chat.run({ ...request, model: "nobody-knows" }, { tools: [clock], output: trip });
    expect((await run.result()).messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant"]);
    expect(transport.sent().map(({ messages }) => messages[0]?.role)).toEqual(["system", "system"]);
  });

  it("fails as parse() does, with what the run had done", async () => {
    const { chat } = chatWith([asks(["a", "clock", "{}"]), says("It is noon.")]);
    const error = await failure(chat.run(request, { tools: [clock], output: trip }).result());
    expect(error).toMatchObject({ code: "output_invalid" });
    expect(error.run?.messages).toHaveLength(4);
  });

  it("is not there where none was asked for", async () => {
    const { chat } = chatWith([says("hi")]);
    expect(await chat.run(request, { tools: [clock] }).result()).not.toHaveProperty("output");
    expect((await all(chatWith([says("hi")]).chat.run(request, { tools: [clock] }))).at(-1)?.type).toBe("finish");
  });
});
