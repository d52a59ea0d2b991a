import { createJsonReader } from "./create-json-reader.ts";
import { gatherText } from "./gather-text.ts";
import { wholeValue } from "./whole-value.ts";

/** JSON that is read while it arrives. */
export type PartialJson = {
  /** Takes the next piece, cut anywhere. What is no JSON, and what comes behind the value, is passed over. */
  push(text: string): void;
  /**
   * What is known so far: one object that grows in place, `undefined` before it begins. A text is there from its first
   * quote on, a number or a word when it is whole, a key with its value.
   */
  value(): unknown;
  /**
   * The path under which everything lies that has changed since this was asked last, such as `["days", 2, "city"]`; `[]`: the
   * whole; `null`: nothing has. While the same text grows it is the same list; one that was given never changes.
   */
  takeChange(): ReadonlyArray<string | number> | null;
};

/**
 * Reads JSON piece by piece, in one pass: the cost of a piece does not grow with what came before. Words around the JSON, as
 * models write them, are passed over. A key `__proto__` is dropped, as `decodeJson` does; of two equal keys the last counts.
 */
export function createPartialJson(): PartialJson {
  const reader = createJsonReader();
  /** What came before anybody looked for the first time. */
  let early = "";
  let isEarly = true;
  /** Whether nothing has come since somebody looked. */
  let isSeen = false;
  /** Whether pieces are put together before they are read: most are a few letters, and reading each by itself costs more. */
  let isGathering = true;
  const gathered = gatherText((piece) => {
    if (isSeen) {
      isSeen = false;
      // Where somebody looks at every piece, gathering them only costs.
      return reader.read(piece);
    }
    isGathering = true;
    if (gathered.keep(piece)) return;
    readOrKeep(gathered.take());
    readOrKeep(piece);
  });

  const readOrKeep = (text: string): void => {
    if (isEarly) early += text;
    else if (text !== "") reader.read(text);
  };
  /** Where all of it came before anybody looked, the engine's own parser reads it. */
  const readEarly = (): void => {
    const text = early;
    isEarly = false;
    early = "";
    const whole = wholeValue(text);
    if (whole === undefined) reader.read(text);
    else reader.adopt(whole);
  };
  const stopGathering = (): void => {
    isGathering = false;
    readOrKeep(gathered.take());
    if (isEarly) readEarly();
  };

  return {
    push: gathered.add,
    value() {
      isSeen = true;
      if (isGathering) stopGathering();
      return reader.value();
    },
    takeChange() {
      isSeen = true;
      if (isGathering) stopGathering();
      return reader.takeChange();
    },
  };
}
