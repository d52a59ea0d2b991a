import { deepEqual, equal, match, ok } from "node:assert/strict";
import { script } from "@qwire/server";
import type { Journey } from "../journey.ts";

const model = "qwen-plus";
const messages = [{ role: "user" as const, content: "你是谁?" }];
const answer = "我是来自阿里云的大规模语言模型,我叫通义千问。";
const engine = script([{ when: /你是谁/, then: answer }]);

/** One reply, asked for in every way there is. */
export const replyJourneys: readonly Journey[] = [
  {
    name: "a plain reply comes whole, with its usage",
    async run({ open }) {
      const { client } = await open({ engine });
      const completion = await client.chat.completions.create({ model, messages });
      equal(completion.choices[0]?.message.content, answer);
      equal(completion.choices[0]?.finish_reason, "stop");
      equal(completion.model, model);
      ok((completion.usage?.total_tokens ?? 0) > 0);
      ok(completion.request_id);
    },
  },
  {
    name: "a stream of chunks holds the answer in several pieces and nothing that was not asked for",
    async run({ open }) {
      const { client } = await open({ engine });
      const pieces: string[] = [];
      for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) {
        equal(chunk.usage ?? null, null);
        const content = chunk.choices[0]?.delta.content;
        if (content) pieces.push(content);
      }
      equal(pieces.join(""), answer);
      ok(pieces.length > 1);
    },
  },
  {
    name: "a stream of events ends with usage and finish",
    async run({ open }) {
      const { client } = await open({ engine });
      const types: string[] = [];
      const stream = client.chat.completions.stream({ model, messages });
      for await (const event of stream) if (types.at(-1) !== event.type) types.push(event.type);
      deepEqual(types, ["text-delta", "usage", "finish"]);
      equal((await stream.completion()).choices[0]?.message.content, answer);
    },
  },
  {
    name: "thinking comes in a channel of its own",
    async run({ open }) {
      const { client } = await open({ engine: () => [{ think: "三个 r。" }, { say: "3" }] });
      const stream = client.chat.completions.stream({ model, messages });
      const message = (await stream.completion()).choices[0]?.message;
      equal(message?.reasoning_content, "三个 r。");
      equal(message?.content, "3");
    },
  },
  {
    name: "a key the service does not know is one clear error",
    async run({ open }) {
      const { client } = await open({ apiKeys: ["sk-right"] }, "sk-wrong");
      const error = await client.chat.completions.create({ model, messages }).catch((caught: unknown) => caught);
      ok(error instanceof Error && "code" in error && "status" in error);
      equal(error.code, "invalid_api_key");
      equal(error.status, 401);
      match(error.message, /region/);
      ok(!error.message.includes("sk-wrong"));
    },
  },
  {
    name: "a model that does not exist is one clear error, streamed or not",
    async run({ open }) {
      const { client } = await open({ models: ["qwen-plus"] });
      const request = { model: "Qwen/none", messages };
      for (const ask of [
        () => client.chat.completions.create(request),
        () => client.chat.completions.create({ ...request, stream: true }),
        () => client.chat.completions.stream(request).completion(),
      ]) {
        const error: unknown = await ask().catch((caught: unknown) => caught);
        ok(error instanceof Error && "code" in error);
        equal(error.code, "model_not_found");
      }
    },
  },
  {
    name: "a stream that is cut is never a clean end",
    async run({ open }) {
      const { client } = await open({ engine: () => [{ say: "Hel" }, { cut: "close" }] });
      const error: unknown = await client.chat.completions
        .stream({ model, messages })
        .completion()
        .catch((caught: unknown) => caught);
      ok(error instanceof Error && "code" in error && "partial" in error);
      equal(error.code, "stream_cut");
      match(JSON.stringify(error.partial), /Hel/);
    },
  },
  {
    name: "the models are listed",
    async run({ open }) {
      const { client } = await open({ models: ["qwen-plus", "qwen3-max"] });
      const { data } = await client.models.list();
      deepEqual(
        data.map(({ id }) => id),
        ["qwen-plus", "qwen3-max"],
      );
    },
  },
];
