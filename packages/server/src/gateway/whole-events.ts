/** Hands event streams on in whole events. */
export type WholeEvents = {
  /** What can be handed on: up to the end of the last event that is whole. May be empty. */
  push(piece: Uint8Array): Uint8Array;
  /** What is left of an event that has not ended. */
  rest(): Uint8Array;
  /** Whether a part of an event that has not ended was handed on. */
  readonly isInside: boolean;
};

const [lineFeed, carriageReturn] = [10, 13];
const maxHeld = 16 * 1024;

/**
 * Holds the beginning of an event back until its end has come, so that a stream that is cut can still be ended with an
 * event of its own, on which no half event sticks. An event of more than 16 KiB is handed on as it comes.
 */
export function createWholeEvents(): WholeEvents {
  let held: Uint8Array = new Uint8Array();
  let isInside = false;
  return {
    get isInside() {
      return isInside;
    },
    push(piece) {
      const joined = held.byteLength === 0 ? piece : join(held, piece);
      // The end of an event can only be where news are, or on the border.
      const end = endOfLastEvent(joined, Math.max(0, held.byteLength - 2));
      const isOverlong = joined.byteLength - end > maxHeld;
      if (end > 0 || isOverlong) isInside = isOverlong;
      const handedOn = isOverlong ? joined.byteLength : end;
      held = joined.subarray(handedOn);
      return joined.subarray(0, handedOn);
    },
    rest: () => held,
  };
}

/** Where the last blank line ends: LF LF, CR LF CR LF or CR CR. 0: there is none. @param from where to stop looking */
function endOfLastEvent(bytes: Uint8Array, from: number): number {
  for (let at = bytes.byteLength - 1; at > from; at--) {
    const byte = bytes[at];
    if (byte === carriageReturn && bytes[at - 1] === carriageReturn) return at + 1;
    if (byte !== lineFeed) continue;
    const before = bytes[at - 1] === carriageReturn ? at - 2 : at - 1;
    if (bytes[before] === lineFeed) return at + 1;
  }
  return 0;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.byteLength + second.byteLength);
  joined.set(first);
  joined.set(second, first.byteLength);
  return joined;
}
