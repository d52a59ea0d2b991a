import { scripts } from "./mixed-texts.ts";
import { references } from "./references.ts";

/** A few texts and their ids, by the reference, as JSON: what the unit tests hold the tokenizer to without it. */
export async function expectedIds(): Promise<string> {
  const encode = await references["@huggingface/tokenizers"]();
  const lines = scripts.map((text) => JSON.stringify({ text, ids: encode(text) }));
  return `[\n${lines.join(",\n")}\n]\n`;
}
