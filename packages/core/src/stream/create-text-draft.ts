/** A text that grows by small pieces. */
export type TextDraft = {
  add(piece: string): void;
  /** What has come; `null` while nothing has. */
  text(): string | null;
  /** Whether more has come than is kept. */
  isBeyond(): boolean;
};

/** How many pieces wait to be joined. */
const maxPieces = 64;

/**
 * Starts a text. Pieces are joined as they come, because a piece is a window on the whole segment it was read from and
 * would keep all of it alive.
 *
 * @param maxLength most characters that are kept; what comes after them is let go.
 */
export function createTextDraft(maxLength: number): TextDraft {
  let blocks: string[] = [];
  let pieces: string[] = [];
  let length = 0;
  let hasBegun = false;
  let isBeyond = false;

  const join = (): void => {
    blocks.push(pieces.join(""));
    pieces = [];
    // Blocks are joined in turn, so that both lists stay short: each character is copied a few times at most.
    if (blocks.length === maxPieces * maxPieces) blocks = [blocks.join("")];
  };

  return {
    add(piece) {
      hasBegun = true;
      isBeyond ||= length + piece.length > maxLength;
      if (isBeyond || piece === "") return;
      length += piece.length;
      pieces.push(piece);
      if (pieces.length === maxPieces) join();
    },
    text() {
      if (!hasBegun) return null;
      join();
      blocks = [blocks.join("")];
      return blocks[0] ?? "";
    },
    isBeyond: () => isBeyond,
  };
}
