import type { Turn } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";

/** Tells screen readers where an answer is, without reading every piece of it out. */
export function StatusLine({ turn }: { turn: Turn | null }) {
  const words = useWords();
  const sentences = {
    running: words.statusRunning,
    paused: words.waitsForYou,
    finished: words.statusFinished,
    stopped: words.stopped,
    failed: words.statusFailed,
  };
  return (
    <p className="unseen" role="status">
      {turn === null ? "" : sentences[turn.status]}
    </p>
  );
}
