import { deepEqual, equal } from "node:assert/strict";
import { createEmulator, echo } from "@qwire/server";
import { loadTokenizer } from "@qwire/tokenizer";
import { post, serve } from "./server-ground.ts";
import type { ServerPromise } from "./server-ground.ts";

/** Many scripts, a blank that JavaScript does not know, one that only JavaScript knows, and a character in two parts. */
const text = "你好啊 I'm here\u0085\ufeff مرحبا नमस्ते 안녕 👩‍👩‍👧 e\u0301\r\n";

/** By `@huggingface/tokenizers`. */
const ids = [
  108386, 103924, 358, 2776, 1588, 126, 227, 3225, 23364, 126860, 124671, 14925, 101, 87244, 78368, 30484, 97, 34370,
  95170, 144370, 61804, 102, 378, 235, 145233, 378, 235, 145665, 3958, 319,
];

/** What the tokenizer promises on every runtime. */
export const tokenPromises: readonly ServerPromise[] = [
  {
    name: "tokens are the reference's, and the emulator's usage and stops go by them",
    async run(ground) {
      const tokenizer = await loadTokenizer();
      deepEqual(tokenizer.encode(text), ids);
      equal(tokenizer.decode(ids), text.normalize("NFC"));
      const server = await serve(ground, createEmulator({ engine: echo(), tokenizer }));
      try {
        const messages = [{ role: "user", content: "嗯,你好啊" }];
        const response = await post(server, { model: "qwen-plus", messages, stop: [[108_386, 103_924]] });
        const { choices, usage } = await response.json();
        equal(choices[0].message.content, "嗯,");
        deepEqual([usage.prompt_tokens, usage.completion_tokens], [12, 2]);
      } finally {
        await server.close();
      }
    },
  },
];
