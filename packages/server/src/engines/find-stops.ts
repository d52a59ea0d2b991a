import type { ChatRequest, Tokenizer } from "@qwire/protocol";

/** Tells where an answer has to end: the place of the first stop in a text, or its length where there is none. */
export type FindStop = (text: string) => number;

/**
 * Reads `stop` in all four forms. A text ends the answer before it; token ids, and lists of them, before those tokens, so
 * that a stop of 天气 does not end 天气预报 where that is one token.
 */
export function findStops({ stop }: ChatRequest, { encode, decode }: Tokenizer): FindStop {
  const stops = listOf(stop);
  const texts = stops.flatMap((one) => (typeof one === "string" && one !== "" ? [one] : []));
  const lists = stops
    .flatMap((one) => (typeof one === "string" ? [] : [[one].flat()]))
    .filter(({ length }) => length > 0);
  const isRead = encode !== undefined && decode !== undefined && lists.length > 0;
  return (text) => {
    const places = texts.map((one) => text.indexOf(one)).filter((at) => at !== -1);
    if (isRead) {
      const ids = encode(text);
      const first = ids.findIndex((_, at) => lists.some((list) => list.every((id, next) => ids[at + next] === id)));
      if (first !== -1) places.push(placeOf(first, ids, { text, decode }));
    }
    return Math.min(text.length, ...places);
  };
}

/** Where a token begins in the text it was read from: before the character that it goes on with, if it does not begin one. */
function placeOf(token: number, ids: readonly number[], { text, decode }: ReadText): number {
  const begun = decode(ids.slice(0, token));
  if (text.startsWith(begun)) return begun.length;
  const whole = begun.replace(/\uFFFD+$/, "");
  if (text.startsWith(whole)) return whole.length;
  // The beginning was normalised: then the rest tells.
  const rest = decode(ids.slice(token));
  return text.endsWith(rest) ? text.length - rest.length : Math.min(whole.length, text.length);
}

/** A text, and how its tokens are told. */
type ReadText = { text: string; decode: NonNullable<Tokenizer["decode"]> };

/** Whether `stop` holds token ids that this tokenizer cannot read, so that they are taken and not applied. */
export function hasUnreadStops({ stop }: ChatRequest, { encode, decode }: Tokenizer): boolean {
  if (stop === undefined || stop === null || typeof stop === "string") return false;
  const isRead = encode !== undefined && decode !== undefined;
  return !isRead && listOf(stop).some((one) => typeof one !== "string");
}

function listOf(stop: ChatRequest["stop"]): Array<string | number | number[]> {
  return typeof stop === "string" ? [stop] : [...(stop ?? [])];
}
