import { errorInChinese } from "@qwire/protocol/zh";
import type { TurnError } from "../chat/turn.ts";
import { useLanguage, useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

/** What went wrong, what to do about it, and the id that helps the service's support. */
export function ErrorBanner({ error, onRetry }: { error: TurnError; onRetry: (() => void) | null }) {
  const words = useWords();
  const language = useLanguage();
  const { code, sentence, remedy, status, requestId } = error;
  // The service's own 401 is the gateway's to explain, so this one is about the page's cookie.
  const isUnknown = status === 401;
  const chinese = language === "zh" && code !== "unforeseen" ? errorInChinese(code) : null;
  return (
    <div className="banner" role="alert">
      <Icon name="warning" />
      <div className="banner-text">
        <p>{isUnknown ? words.notKnown : (chinese?.summary ?? sentence)}</p>
        {chinese !== null && !isUnknown && <p className="banner-said">{sentence}</p>}
        <p className="banner-remedy">{isUnknown ? words.notKnownRemedy : (chinese?.remedy ?? remedy)}</p>
        <p className="banner-facts">
          <code>{code}</code>
          {status !== null && <span>HTTP {status}</span>}
          {requestId !== null && (
            <span>
              {words.requestId} <code>{requestId}</code>
            </span>
          )}
        </p>
      </div>
      {onRetry !== null && (
        <button type="button" className="primary" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}
