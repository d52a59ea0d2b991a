/** Short pieces of text on their way to become one. */
export type TextGatherer = {
  /** Keeps a letter where some are kept already; any other piece is handed to `other`. */
  add(piece: string): void;
  /** `false`: there is no room for it, or it is no short one. What came before is to be taken first. */
  keep(piece: string): boolean;
  /** What has come since the last time. */
  take(): string;
};

/** Longer pieces are texts by themselves. */
const longest = 64;
/** How many UTF-16 units wait at first, and at most: V8 puts what it reads from longer JSON where it need not move it again. */
const leastRoom = 1024;
const mostRoom = 128 * 1024;
/** As many are put together faster one by one than by a decoder. */
const few = 128;

/** As numbers: a string that grows by a letter costs an object for each, and joining a list of them as much. */
export function gatherText(other: (piece: string) => void): TextGatherer {
  let units = new Uint16Array(leastRoom);
  /** How many may stand there: none while there are none, which makes one question of two. */
  let room = 0;
  // Halves of a character throw, and are put together the slow way.
  const decoder = new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true });
  let count = 0;
  /** A piece that is alone is handed on as it is. */
  let only = "";

  const store = (piece: string): void => {
    for (let at = 0; at < piece.length; at += 1) units[count++] = piece.charCodeAt(at);
  };
  /** For twice as many, where as many as that may wait. */
  const makeRoom = (): boolean => {
    if (room >= mostRoom) return false;
    const more = new Uint16Array(room * 2);
    more.set(units);
    units = more;
    room = units.length;
    return true;
  };
  const asText = (): string => {
    if (count <= few) return fromUnits(units.subarray(0, count));
    try {
      if (isLittleEndian) return decoder.decode(new Uint8Array(units.buffer, 0, count * 2));
    } catch {
      // A text may hold halves: it was cut inside a character.
    }
    let text = "";
    for (let from = 0; from < count; from += few) text += fromUnits(units.subarray(from, Math.min(count, from + few)));
    return text;
  };

  return {
    add(piece) {
      // Most are single letters.
      if (count < room && piece.length === 1) units[count++] = piece.charCodeAt(0);
      else other(piece);
    },
    keep(piece) {
      if (piece.length > longest) return false;
      if (count === 0) {
        if (only === "") {
          only = piece;
          return true;
        }
        store(only);
        only = "";
        room = units.length;
      }
      if (count + piece.length > room && !makeRoom()) return false;
      store(piece);
      return true;
    },
    take() {
      const text = count === 0 ? only : asText();
      only = "";
      count = 0;
      room = 0;
      return text;
    },
  };
}

/** As nearly all machines are: then memory is what the decoder reads. */
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function fromUnits(units: Uint16Array): string {
  // A boundary: a typed array is as good as a list here.
  return String.fromCharCode.apply(null, units as unknown as number[]);
}
