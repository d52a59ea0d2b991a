import type { ChatCompletionChunk } from "@qwire/protocol";
import { createChunkTemplate } from "./create-chunk-template.ts";
import type { ChunkTemplate } from "./create-chunk-template.ts";
import type { SseEvent } from "./create-sse-decoder.ts";
import { done, readEvent } from "./read-event.ts";

/** Reads the events of one stream, one after another: what `readEvent` says of each, only sooner. */
export type ChunkReader = (event: SseEvent) => ChatCompletionChunk | typeof done | null;

/** Shapes a stream may alternate between: text, thinking, the calls, each with and without a role. */
const maxTemplates = 4;
/** Every so many chunks that are read the long way, one is kept to see whether later ones are like it. */
const keptEvery = 8;
/** After so many, and then twice as many each time in vain, a template is looked for. */
const firstSearch = 4 * keptEvery;

/** Starts a reader for one stream. A chunk that repeats an earlier one around another text is read by its template. */
export function createChunkReader(): ChunkReader {
  const templates: ChunkTemplate[] = [];
  const earlier: string[] = [];
  let readTheLongWay = 0;
  let search = firstSearch;

  const findTemplate = (data: string, chunk: ChatCompletionChunk): void => {
    const template = createChunkTemplate(data, chunk, { read: readPlain, earlier });
    if (template === null) search *= 2;
    else {
      putFirst(templates, template);
      [readTheLongWay, search] = [0, firstSearch];
    }
  };

  return (event) => {
    const { data } = event;
    for (let at = 0; at < templates.length; at += 1) {
      const chunk = templates[at]?.fill(data) ?? null;
      if (chunk === null) continue;
      if (at > 0) templates.unshift(...templates.splice(at, 1));
      return chunk;
    }
    const read = readEvent(event);
    readTheLongWay += 1;
    if (readTheLongWay % keptEvery === 0) {
      if (readTheLongWay >= search && read !== null && read !== done) findTemplate(data, read);
      putFirst(earlier, data);
    }
    return read;
  };
}

function putFirst<T>(list: T[], entry: T): void {
  list.unshift(entry);
  if (list.length > maxTemplates) list.pop();
}

/** The long way, for the proof of a template. */
function readPlain(data: string): ChatCompletionChunk | null {
  const read = readEvent({ data, event: "message", status: null, isUnterminated: true });
  return read === done ? null : read;
}
