import type { Usage } from "@qwire/protocol";
import { isUsage } from "./is-usage.ts";

/** The last bytes of a reply, from which its end can be judged. */
export type ReplyTail = {
  /** How many bytes went by. */
  readonly bytes: number;
  note(piece: Uint8Array): void;
  /** The tokens the reply says it has cost; `null` where it does not say. */
  usage(): Usage | null;
  /** Whether an event stream has come to an end of its own: `[DONE]`, a finish reason, or an error. */
  isEnded(): boolean;
};

/** Usage, finish reason and `[DONE]` come last and are short. */
const size = 8192;

/**
 * Keeps a copy of the last 8 KiB. No JSON text can hold `"usage":` or `"error":` unescaped, so what looks like such a
 * key is one.
 */
export function createReplyTail(): ReplyTail {
  const kept = new Uint8Array(size);
  let used = 0;
  let bytes = 0;
  const text = (): string => new TextDecoder().decode(kept.subarray(0, used));
  return {
    get bytes() {
      return bytes;
    },
    note(piece) {
      bytes += piece.byteLength;
      const news = piece.byteLength > size ? piece.subarray(piece.byteLength - size) : piece;
      const over = used + news.byteLength - size;
      if (over > 0) {
        kept.copyWithin(0, over, used);
        used -= over;
      }
      kept.set(news, used);
      used += news.byteLength;
    },
    usage: () => readUsage(text()),
    isEnded: () => /^data: ?\[DONE\]\s*$|"finish_reason": ?"|"error": ?[{"]/m.test(text()),
  };
}

function readUsage(text: string): Usage | null {
  const at = [...text.matchAll(/"usage":\s*\{/g)].at(-1);
  if (at === undefined) return null;
  const object = objectAt(text, at.index + at[0].length - 1);
  return isUsage(object) ? object : null;
}

/** The object that begins here. Usage holds no text with a brace in it. */
function objectAt(text: string, start: number): unknown {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}") depth--;
    if (depth > 0) continue;
    try {
      return JSON.parse(text.slice(start, at + 1));
    } catch {
      // Broken off, or no JSON: then the reply tells no usage.
      return null;
    }
  }
  return null;
}
