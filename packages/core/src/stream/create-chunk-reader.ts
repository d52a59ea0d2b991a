import type { ChatCompletionChunk } from "@qwire/protocol";
import { createChunkTemplate } from "./create-chunk-template.ts";
import type { ChunkTemplate } from "./create-chunk-template.ts";
import type { SseEvent } from "./create-sse-decoder.ts";
import { done, readEvent } from "./read-event.ts";

/** Reads the events of one stream, one after another: what `readEvent` says of each, only sooner. */
export type ChunkReader = (event: SseEvent) => ChatCompletionChunk | typeof done | null;

/** Shapes a stream may alternate between: text, thinking, the calls, each with and without a role. */
const maxTemplates = 4;
/** How often a template may be looked for in vain before giving up on a stream whose chunks never repeat. */
const startingCredit = 16;
const maxCredit = 64;
/** A template is looked for in each eighth chunk that is read the long way, and made when one of those before was like it. */
const readBetween = 8;

/** Starts a reader for one stream. A chunk that repeats an earlier one around another text is read by its template. */
export function createChunkReader(): ChunkReader {
  const templates: ChunkTemplate[] = [];
  const earlier: string[] = [];
  let credit = startingCredit;
  let readTheLongWay = 0;

  return (event) => {
    const { data } = event;
    for (let at = 0; at < templates.length; at += 1) {
      const chunk = templates[at]?.fill(data) ?? null;
      if (chunk === null) continue;
      if (credit < maxCredit) credit += 1;
      if (at > 0) templates.unshift(...templates.splice(at, 1));
      return chunk;
    }
    const read = readEvent(event);
    readTheLongWay += 1;
    if (readTheLongWay >= readBetween && credit > 0 && read !== null && read !== done) {
      credit -= 1;
      readTheLongWay = 0;
      const template = createChunkTemplate(data, read, { read: readPlain, earlier });
      if (template !== null) templates.unshift(template);
      templates.length = Math.min(templates.length, maxTemplates);
      earlier.unshift(data);
      earlier.length = Math.min(earlier.length, maxTemplates);
    }
    return read;
  };
}

/** The long way, for the proof of a template. */
function readPlain(data: string): ChatCompletionChunk | null {
  const read = readEvent({ data, event: "message", status: null, isUnterminated: true });
  return read === done ? null : read;
}
