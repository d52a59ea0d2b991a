import { useEffect, useState } from "react";
import { ErrorBoundary } from "react-error-boundary";
import { ChatPage } from "./components/chat-page.tsx";
import { BrokenPage } from "./components/broken-page.tsx";
import { askPlace } from "./connection/place.ts";
import type { PlaceInfo } from "./connection/place.ts";
import { openArchive } from "./store/chat-archive.ts";
import { useDocumentSettings } from "./use-document-settings.ts";
import { useWords } from "./words/use-words.ts";

export function App() {
  useDocumentSettings();
  return (
    <ErrorBoundary FallbackComponent={BrokenPage}>
      <Connected />
    </ErrorBoundary>
  );
}

/** Only one archive, however often a component is mounted. */
const opening = openArchive().catch((error: unknown) => console.warn("Chats are not kept:", error));

function Connected() {
  const words = useWords();
  const [place, setPlace] = useState<PlaceInfo | "unreachable" | null>(null);
  useEffect(() => {
    Promise.all([askPlace(), opening]).then(
      ([told]) => setPlace(told),
      () => setPlace("unreachable"),
    );
  }, []);
  if (place === null) return null;
  if (place === "unreachable") {
    return (
      <main className="lonely" role="alert">
        <p>{words.unreachable}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {words.reload}
        </button>
      </main>
    );
  }
  return <ChatPage place={place} />;
}
