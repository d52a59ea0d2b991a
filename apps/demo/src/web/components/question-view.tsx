import { useState } from "react";
import type { Turn } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";

type QuestionViewProps = { turn: Turn; canEdit: boolean; onResend(question: string): void };

/** What was asked, to be changed and sent again. */
export function QuestionView({ turn, canEdit, onResend }: QuestionViewProps) {
  const words = useWords();
  const [draft, setDraft] = useState<string | null>(null);
  if (draft !== null) {
    const resend = (): void => {
      if (draft.trim() === "") return;
      setDraft(null);
      onResend(draft.trim());
    };
    return (
      <form
        className="question-edit"
        onSubmit={(event) => {
          event.preventDefault();
          resend();
        }}
      >
        <textarea
          aria-label={words.editLabel}
          value={draft}
          rows={3}
          // The person has just asked to edit it.
          autoFocus
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setDraft(null);
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              resend();
            }
          }}
        />
        <div className="buttons">
          <button type="button" className="quiet" onClick={() => setDraft(null)}>
            {words.cancel}
          </button>
          <button type="submit" className="primary">
            {words.resend}
          </button>
        </div>
      </form>
    );
  }
  return (
    <section className="question" aria-label={words.you}>
      <div className="question-actions">
        <CopyButton getText={() => turn.question} label={words.copy} />
        {canEdit && (
          <button
            type="button"
            className="quiet"
            aria-label={words.edit}
            title={words.edit}
            onClick={() => setDraft(turn.question)}
          >
            <Icon name="edit" />
          </button>
        )}
      </div>
      <p className="question-text">{turn.question}</p>
    </section>
  );
}
