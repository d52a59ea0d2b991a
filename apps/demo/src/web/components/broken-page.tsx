import { useWords } from "../words/use-words.ts";

/** In place of a white page, whatever breaks. */
export function BrokenPage({ error }: { error: unknown }) {
  const words = useWords();
  return (
    <main className="lonely" role="alert">
      <h1>{words.broken}</h1>
      <p>{words.brokenHint}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </main>
  );
}
