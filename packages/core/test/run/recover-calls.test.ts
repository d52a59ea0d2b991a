// Calls a model has written into its answer: only when asked for, only whole ones, only tools on offer.
import { describe, expect, it } from "vitest";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, request } from "../fixtures/client.ts";
import { says, weather } from "../fixtures/tools.ts";
import { stream } from "../fixtures/transport.ts";
import { call, chunk, done, sse, usageChunk } from "../fixtures/wire.ts";

const count = defineTool({
  name: "count",
  description: "",
  input: {
    jsonSchema: { type: "object", properties: { word: { type: "string" }, times: { type: "integer" } } },
    validate: (value: unknown) => ({ value }),
  },
  run: (input) => JSON.stringify(input),
});
const tools = [weather, count] as const;
const written = '<tool_call>\n{"name": "weather", "arguments": {"city": "杭州"}}\n</tool_call>';

async function runOn(pieces: readonly string[], recoverToolCalls = true) {
  const deltas = pieces.map((content) => chunk({ content }));
  const { chat, transport } = chatWith([stream(sse(...deltas, chunk({}, "stop"), usageChunk, done)), says("ok")]);
  const run = chat.run(request, { tools, recoverToolCalls });
  const events = await all(run);
  const text = events.flatMap((event) => (event.type === "text-delta" ? [event.delta] : [])).join("");
  return { events, text, result: await run.result(), transport };
}

describe("recoverToolCalls", () => {
  it("takes a section as the call it is, out of the text", async () => {
    const { events, text, result, transport } = await runOn(["让我看看。\n", ...(written.match(/[\s\S]{1,3}/g) ?? [])]);
    expect(text).toBe("让我看看。\nok");
    expect(events.map(({ type }) => type).join(" ")).toBe(
      "step-start text-delta tool-call-start tool-call-delta usage tool-call tool-start tool-result step-end " +
        "step-start text-delta step-end finish",
    );
    expect(result.messages[1]).toMatchObject({
      content: "让我看看。\n",
      tool_calls: [{ id: "call_chatcmpl-1_text_0", function: { name: "weather", arguments: '{"city":"杭州"}' } }],
    });
    expect(transport.sent()[1]?.messages.at(-1)).toMatchObject({
      tool_call_id: "call_chatcmpl-1_text_0",
      content: "杭州: rain",
    });
  });
  it("reads the form of Qwen3-Coder, each value by its schema", async () => {
    const section =
      "<tool_call>\n<function=count>\n<parameter=word>\n12\n</parameter>\n<parameter=times>\n12\n</parameter>\n" +
      "<parameter=more>\nx y\n</parameter>\n</function>\n</tool_call>";
    const { result } = await runOn([section]);
    expect(result.messages[2]?.content).toBe('{"word":"12","times":12,"more":"x y"}');
    expect(result.messages[1]).toMatchObject({ content: "" });
  });
  it("runs it beside calls that were made", async () => {
    const made = chunk(call({ index: 0, id: "a", name: "weather", args: '{"city":"北京"}' }));
    const reply = stream(sse(chunk({ content: written }), made, chunk({}, "tool_calls"), done));
    const { chat } = chatWith([reply, says("ok")]);
    const { messages } = await chat.run(request, { tools, recoverToolCalls: true }).result();
    expect(messages[1]).toMatchObject({ tool_calls: [{ id: "a", index: 0 }, { index: 1 }] });
    expect(messages.slice(2, 4).map(({ content }) => content)).toEqual(["北京: rain", "杭州: rain"]);
  });
  it.for([
    ["no such tool", '<tool_call>{"name":"nobody","arguments":{}}</tool_call>'],
    ["a hostile name", '<tool_call>{"name":"__proto__","arguments":{}}</tool_call>'],
    ["no JSON", "<tool_call>{'name':'weather'}</tool_call>"],
    [
      "something beside the parameters",
      "<tool_call><function=count>x<parameter=a>1</parameter></function></tool_call>",
    ],
    ["never closed", '<tool_call>{"name":"weather","arguments":{"city":"杭州"}}'],
    ["in a code fence", "```\n" + written + "\n```"],
  ])("leaves text as it is: %s", async ([, text = ""]) => {
    const { result } = await runOn([text]);
    expect(result).toMatchObject({ text, status: "finished", steps: [{}] });
  });
  it("is off unless asked for", async () => {
    const { result } = await runOn([written], false);
    expect(result).toMatchObject({ text: written, steps: [{}] });
  });
});
