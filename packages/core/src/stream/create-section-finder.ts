/** What a piece of text has brought: text to show, or the inside of a whole section. */
export type Found = { text: string } | { section: string; raw: string };

/** Looks for `<tool_call>…</tool_call>` in a text that comes in pieces. */
export type SectionFinder = {
  add(piece: string): Found[];
  /** What was held back: an opener that never closed is text after all. */
  end(): Found[];
};

const opener = "<tool_call>";
const closer = "</tool_call>";
/** Longer sections are text: nobody waits for them for ever. */
const maxSection = 1024 * 1024;

type Fence = { mark: string; length: number };

/**
 * Starts a finder. Only whole sections are found, and none inside a code fence, where a model explains. Text is held back
 * only while it may be the beginning of an opener or a fence.
 */
export function createSectionFinder(): SectionFinder {
  let held = "";
  let isInSection = false;
  let isAtLineStart = true;
  let fence: Fence | null = null;
  // Where the search for the closer goes on: a long section is not searched again from its start.
  let searched = 0;

  /** Passes over a line's fence mark, if one stands there. `null`: the piece ends before that can be told. */
  const passFence = (at: number, isEnd: boolean): number | null => {
    const found = /^ {0,3}(`{3,}|~{3,})/.exec(held.slice(at, at + 80));
    if (found === null) return !isEnd && /^ {0,3}(?:`{0,2}|~{0,2})$/.test(held.slice(at)) ? null : at;
    const { 0: whole, 1: marks = "" } = found;
    if (!isEnd && at + whole.length === held.length) return null;
    const mark = marks[0] ?? "";
    if (fence === null) fence = { mark, length: marks.length };
    else if (fence.mark === mark && marks.length >= fence.length) fence = null;
    return at + whole.length;
  };
  /** How far the text can be shown, and whether an opener stands there. */
  const scanText = (isEnd: boolean): { end: number; isOpener: boolean } => {
    let at = 0;
    while (at < held.length) {
      if (isAtLineStart) {
        const behind = passFence(at, isEnd);
        if (behind === null) return { end: at, isOpener: false };
        isAtLineStart = false;
        at = behind;
        continue;
      }
      if (fence === null && held[at] === "<") {
        if (held.startsWith(opener, at)) return { end: at, isOpener: true };
        if (!isEnd && opener.startsWith(held.slice(at))) return { end: at, isOpener: false };
      }
      isAtLineStart = held[at] === "\n";
      at += 1;
    }
    return { end: at, isOpener: false };
  };
  const takeSection = (isEnd: boolean): Found | null => {
    const end = held.indexOf(closer, searched);
    if (end === -1) {
      searched = Math.max(opener.length, held.length - closer.length);
      if (!isEnd && held.length <= maxSection) return null;
      isInSection = false;
      const text = held;
      held = "";
      return { text };
    }
    const raw = held.slice(0, end + closer.length);
    held = held.slice(raw.length);
    isInSection = false;
    isAtLineStart = false;
    return { section: raw.slice(opener.length, -closer.length), raw };
  };
  const read = (isEnd: boolean): Found[] => {
    const found: Found[] = [];
    while (held !== "") {
      if (isInSection) {
        const section = takeSection(isEnd);
        if (section === null) break;
        found.push(section);
        continue;
      }
      const { end, isOpener } = scanText(isEnd);
      if (end > 0) found.push({ text: held.slice(0, end) });
      held = held.slice(end);
      if (!isOpener) break;
      isInSection = true;
      searched = opener.length;
    }
    return found;
  };

  return {
    add(piece) {
      held += piece;
      return read(false);
    },
    end: () => read(true),
  };
}
