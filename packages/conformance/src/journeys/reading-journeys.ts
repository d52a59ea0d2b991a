import { deepEqual, equal, match, ok } from "node:assert/strict";
import { isChatError, preflight } from "@qwire/core";
import type { CallWarning } from "@qwire/core";
import { script } from "@qwire/server";
import { documentTools } from "../document-tools.ts";
import type { Journey } from "../journey.ts";

const model = "qwen-plus";
const messages = [{ role: "user" as const, content: "讲个故事。" }];
const question = { model, messages };
const answer = "从前有一座山,山上有一座庙。";
const engine = script([{ when: "故事", then: answer }]);

/** Ways to read one reply, and what the client does about requests and servers that do not fit. */
export const readingJourneys: readonly Journey[] = [
  {
    name: "tee: several readers, each at its own pace, one leaving early",
    async run({ open }) {
      const { client, emulator } = await open({ engine });
      const [all, some, none] = client.chat.completions.stream(question).tee(3);
      ok(all && some && none);
      for await (const _ of some) break;
      await none.return(undefined);
      let text = "";
      for await (const event of all) if (event.type === "text-delta") text += event.delta;
      equal(text, answer);
      equal(emulator.calls.length, 1);
    },
  },
  {
    name: "toReadableStream: chunks any SDK reads, events a line each, or text",
    async run({ open }) {
      const { client } = await open({ engine });
      const read = (format: "sse" | "ndjson" | "text"): Promise<string> =>
        textOf(client.chat.completions.stream(question).toReadableStream(format));
      equal(await read("text"), answer);
      const events = (await read("ndjson")).trimEnd().split("\n");
      equal(JSON.parse(events.at(-1) ?? "").type, "finish");
      const frames = (await read("sse")).split("\n\n");
      deepEqual(frames.slice(-2), ["data: [DONE]", ""]);
      const contents = frames
        .slice(0, -2)
        .map((frame) => JSON.parse(frame.slice("data: ".length)).choices[0]?.delta.content);
      equal(contents.join(""), answer);
    },
  },
  {
    name: "toReadableStream: a failure is told in the stream, and never as a clean end",
    async run({ open }) {
      const { client } = await open({ engine: () => [{ say: answer }, { cut: "close" }] });
      const text = await textOf(client.chat.completions.stream(question).toReadableStream("sse"));
      match(text, /"code":"stream_cut"/);
      ok(!text.includes("[DONE]"));
    },
  },
  {
    name: "preflight throw: a request no server takes is not sent",
    async run({ open }) {
      const { client, emulator } = await open({ engine });
      const error: unknown = await client.chat.completions
        .create({ ...question, temperature: 5 }, { preflight: preflight("throw") })
        .catch((caught: unknown) => caught);
      ok(isChatError(error));
      equal(error.code, "invalid_request");
      deepEqual(error.issues[0]?.path, ["temperature"]);
      equal(emulator.calls.length, 0);
    },
  },
  {
    name: "preflight fix: what there is one way to mend is mended, and told",
    async run({ open }) {
      const { client, emulator } = await open({ engine });
      const codes: string[] = [];
      const mend = preflight("fix", { onWarning: ({ code }) => codes.push(code) });
      // It answers only streamed requests: the client streams underneath.
      const request = { ...question, model: "qwq-plus" };
      const completion = await client.chat.completions.create(request, { preflight: mend });
      equal(completion.choices[0]?.message.content, answer);
      equal(emulator.calls[0]?.request.stream, true);
      equal(emulator.calls.length, 1);
      ok(codes.length > 0);
    },
  },
  {
    name: "a model that only streams is asked again with stream, once, and folded",
    async run({ open }) {
      const { client, emulator } = await open({ engine });
      const request = { ...question, model: "qwq-plus" };
      const warnings: CallWarning[] = [];
      const onWarning = (warning: CallWarning): void => void warnings.push(warning);
      for (let time = 0; time < 2; time += 1) {
        const completion = await client.chat.completions.create(request, { onWarning });
        equal(completion.choices[0]?.message.content, answer);
        ok((completion.usage?.total_tokens ?? 0) > 0);
      }
      deepEqual(
        emulator.calls.map(({ request: { stream } }) => stream),
        [true, true],
      );
      // Refused once, and from then on streamed at once.
      deepEqual(
        warnings.map(({ code }) => code),
        ["stream_required"],
      );
    },
  },
  {
    name: "streamTools false: a server that refuses stream beside tools is asked plainly, and told as a stream",
    async run({ open }) {
      const { client, emulator } = await open({ profile: "2025" });
      const { tools, asked } = documentTools();
      const request = { model, messages: [{ role: "user" as const, content: "落星镇天气怎么样?" }] };
      const types = new Set<string>();
      const run = client.chat.completions.run(request, { tools, streamTools: false });
      for await (const event of run) types.add(event.type);
      deepEqual(asked, ["落星镇"]);
      ok(types.has("tool-call-delta") && types.has("text-delta"));
      ok(emulator.calls.every((call) => call.request.stream !== true));
    },
  },
  {
    name: "thinking is not sent back, unless preserve_thinking asks for it",
    async run({ open }) {
      for (const preserve_thinking of [false, true]) {
        let replies = 0;
        const { client, emulator } = await open({
          engine: () =>
            replies++ > 0 ? answer : [{ think: "想一想。" }, { call: "get_current_time", with: {}, id: "call_a" }],
        });
        const { tools } = documentTools();
        const run = client.chat.completions.run({ ...question, preserve_thinking }, { tools });
        const { messages: told } = await run.result();
        const [, kept] = told;
        equal(kept?.role === "assistant" && kept.reasoning_content, "想一想。");
        const sent = emulator.calls[1]?.request.messages[1];
        ok(sent?.role === "assistant");
        equal(sent.reasoning_content, preserve_thinking ? "想一想。" : undefined);
      }
    },
  },
  {
    name: "chunks with choices null, delta null and no end mark: as if nothing odd",
    async run({ open }) {
      const head = { id: "chatcmpl-odd", object: "chat.completion.chunk", created: 1, model };
      const frame = (rest: object): { frame: string } => ({ frame: JSON.stringify({ ...head, ...rest }) });
      const { client } = await open({
        engine: () => [
          frame({ choices: [{ index: 0, delta: { role: "assistant", content: answer } }], usage: null }),
          frame({ choices: [{ index: 0, delta: null, finish_reason: "stop" }] }),
          frame({ choices: null, usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }),
          { cut: "close" },
        ],
      });
      const completion = await client.chat.completions.stream(question).completion();
      equal(completion.choices[0]?.message.content, answer);
      equal(completion.usage?.total_tokens, 3);
    },
  },
];

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    text += decoder.decode(step.value, { stream: true });
  }
  return text + decoder.decode();
}
