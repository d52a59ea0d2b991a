import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Chat } from "../chat/turn.ts";

/** So near the end counts as being there, in pixels. */
const nearPx = 80;

/** Keeps the end of a list in sight while it grows, for as long as its reader stays there. */
export function useStickToEnd(chat: Chat): { list: RefObject<HTMLDivElement | null>; isAway: boolean; toEnd(): void } {
  const list = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const toEnd = (): void => {
    const element = list.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    setAway(false);
  };
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const look = (): void => setAway(element.scrollHeight - element.scrollTop - element.clientHeight > nearPx);
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, []);
  // Another chat, or another question: back to the end.
  useLayoutEffect(toEnd, [chat.id, chat.turns.length]);
  useLayoutEffect(() => {
    if (!isAway) toEnd();
  });
  return { list, isAway, toEnd };
}
