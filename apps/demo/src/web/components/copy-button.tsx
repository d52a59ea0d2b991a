import { useEffect, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ getText, label }: { getText(): string; label: string }) {
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const said = isCopied ? words.copied : label;
  const copy = (): void => {
    // Where the browser refuses, nothing is said to be copied.
    navigator.clipboard.writeText(getText()).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <button type="button" className="quiet" aria-label={said} title={said} onClick={copy}>
      <Icon name={isCopied ? "check" : "copy"} />
    </button>
  );
}
