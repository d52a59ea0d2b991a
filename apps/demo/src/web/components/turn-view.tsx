import { memo } from "react";
import { askAgain, stop } from "../chat/ask.ts";
import type { AskPlace } from "../chat/ask.ts";
import { answerOf } from "../chat/conversation.ts";
import type { Chat, Turn } from "../chat/turn.ts";
import { useChats } from "../store/chat-store.ts";
import { useWords } from "../words/use-words.ts";
import { CopyButton } from "./copy-button.tsx";
import { ErrorBanner } from "./error-banner.tsx";
import { FiguresView } from "./figures-view.tsx";
import { Icon } from "./icon.tsx";
import { PartList } from "./part-list.tsx";
import { QuestionView } from "./question-view.tsx";
import { RetryNotice } from "./retry-notice.tsx";

type TurnViewProps = { turn: Turn; chatId: Chat["id"]; ask: AskPlace };

/** One question and its answer, as far as it has come. Those that are done stay as they are while the last one grows. */
export const TurnView = memo(function TurnView({ turn, chatId, ask }: TurnViewProps) {
  const words = useWords();
  const isBusy = useChats(({ chats }) =>
    chats.some(({ id, turns }) => id === chatId && turns.at(-1)?.status === "running"),
  );
  const retrying = useChats((state) => state.retrying);
  const isRunning = turn.status === "running";
  const again = (question: string): void => void askAgain(turn, question, ask);
  const text = answerOf(turn);
  return (
    <article className="turn" aria-busy={isRunning}>
      <QuestionView turn={turn} canEdit={!isBusy} onResend={again} />
      <section className="answer" aria-label={words.answer}>
        <PartList parts={turn.parts} isRunning={isRunning} />
        {isRunning && retrying?.chatId === chatId && <RetryNotice retrying={retrying} onStop={() => stop(chatId)} />}
        {isRunning && turn.parts.length === 0 && <span className="dots" aria-hidden="true" />}
        {turn.status === "stopped" && <p className="stopped">{words.stopped}</p>}
        {turn.error !== null && <ErrorBanner error={turn.error} onRetry={isBusy ? null : () => again(turn.question)} />}
        {!isRunning && (
          <footer className="turn-foot">
            <FiguresView turn={turn} />
            <div className="turn-actions">
              {text !== "" && <CopyButton getText={() => text} label={words.copy} />}
              {!isBusy && turn.status !== "paused" && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={words.retry}
                  title={words.retry}
                  onClick={() => again(turn.question)}
                >
                  <Icon name="retry" />
                </button>
              )}
            </div>
          </footer>
        )}
      </section>
    </article>
  );
});
