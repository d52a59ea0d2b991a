import { ask } from "../chat/ask.ts";
import type { AskPlace } from "../chat/ask.ts";
import type { PlaceInfo } from "../connection/place.ts";
import { changeSettings } from "../store/settings-store.ts";
import { useWords } from "../words/use-words.ts";

/** An empty chat: what one could ask. */
export function Welcome({ place, ask: askPlace }: { place: PlaceInfo; ask: AskPlace }) {
  const words = useWords();
  const { together, approval, thinking, markdown, failure, owner } = words.suggestions;
  const offered = [
    { label: owner, question: place.question, thinks: null },
    { ...together, thinks: null },
    { ...thinking, thinks: true },
    { ...approval, thinks: null },
    ...(place.kind === "emulator" ? [{ ...failure, thinks: null }] : []),
    { ...markdown, thinks: null },
  ];
  return (
    <section className="welcome">
      <h2>{words.welcome}</h2>
      <p>{words.welcomeHint}</p>
      <ul className="suggestions">
        {offered.map(({ label, question, thinks }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => {
                changeSettings({ thinks, usesTools: true });
                void ask(question, askPlace);
              }}
            >
              <span className="suggestion-label">{label}</span>
              <span>{question}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
