import type { Retrying } from "../store/chat-store.ts";
import { useWords } from "../words/use-words.ts";
import { useNow } from "./use-now.ts";

/** The wait before a request is sent again. */
export function RetryNotice({ retrying, onStop }: { retrying: Retrying; onStop(): void }) {
  const words = useWords();
  const seconds = Math.max(0, (retrying.until - useNow(true)) / 1000).toFixed(1);
  return (
    <p className="retry-notice">
      {words.retrying(retrying.code, seconds)}
      <button type="button" className="quiet" onClick={onStop}>
        {words.stop}
      </button>
    </p>
  );
}
