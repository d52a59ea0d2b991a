import { isChatError } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";

/** What stands behind the last piece. */
export type Ending = {
  end: string;
  /** A failure in the format's own words; `null` where it has none, and the stream breaks. */
  tell: ((error: ChatError) => string) | null;
};

/** Writes pieces of text as bytes, one at each pull; cancelling leaves their source. */
export function encodePieces(
  pieces: AsyncIterator<string, undefined>,
  { end, tell }: Ending,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let isLeft = false;

  const nextPiece = async (): Promise<{ text: string; isLast: boolean }> => {
    try {
      const step = await pieces.next();
      return step.done === true ? { text: end, isLast: true } : { text: step.value, isLast: false };
    } catch (error) {
      if (tell === null || !isChatError(error)) throw error;
      return { text: tell(error), isLast: true };
    }
  };

  return new ReadableStream(
    {
      async pull(controller) {
        const { text, isLast } = await nextPiece();
        if (isLeft) return;
        if (text !== "") controller.enqueue(encoder.encode(text));
        if (isLast) controller.close();
      },
      async cancel() {
        isLeft = true;
        await pieces.return?.(undefined);
      },
    },
    // Nothing is asked for before somebody reads.
    { highWaterMark: 0 },
  );
}
