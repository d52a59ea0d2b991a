import type { ChatRequest, Tokenizer } from "@qwire/protocol";

/** The texts that end an answer. Token ids, and lists of them, count as the texts they are, if the tokenizer knows any. */
export function stopTexts({ stop }: ChatRequest, { decode }: Tokenizer): string[] {
  return listOf(stop).flatMap((one) => {
    const text = typeof one === "string" ? one : (decode?.([one].flat()) ?? "");
    return text === "" ? [] : [text];
  });
}

/** Whether `stop` holds token ids that this tokenizer cannot read, so that they are taken and not applied. */
export function hasUnreadStops({ stop }: ChatRequest, { decode }: Tokenizer): boolean {
  return decode === undefined && listOf(stop).some((one) => typeof one !== "string");
}

function listOf(stop: ChatRequest["stop"]): Array<string | number | number[]> {
  return typeof stop === "string" ? [stop] : [...(stop ?? [])];
}
