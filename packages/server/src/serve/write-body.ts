import type { ServerResponse } from "node:http";
import { waiting } from "../reply/source.ts";
import type { Pieces, Source } from "../reply/source.ts";
import { toError } from "./to-error.ts";
import { createResponseWriter, endResponse, flush, gather, writeBytes } from "./response-writer.ts";
import type { ResponseWriter } from "./response-writer.ts";

/**
 * Writes a body piece by piece; texts that come in one turn of the event loop leave together. Asks for no more than a socket
 * takes. A body that throws destroys the response with what it threw, when what came before it is written.
 *
 * @returns what to do when the response has closed before its end
 */
export function writeBody(
  body: AsyncIterable<string | Uint8Array> | Pieces<string>,
  response: ServerResponse,
): () => void {
  const writer = createResponseWriter(response);
  if ("source" in body) {
    pour(body.source, writer);
    return body.source.leave;
  }
  writeEach(body, writer).catch((error: unknown) => breakOff(error, writer));
  // What is waited for hears of it by the signal, and the loop then leaves the body.
  return () => {};
}

function breakOff(error: unknown, writer: ResponseWriter): void {
  flush(writer);
  writer.response.destroy(toError(error));
}

async function writeEach(body: AsyncIterable<string | Uint8Array>, writer: ResponseWriter): Promise<void> {
  for await (const piece of body) {
    if (writer.response.destroyed) return;
    const taken = typeof piece === "string" ? gather(piece, writer) : writeBytes(piece, writer);
    if (taken !== null) await taken;
  }
  endResponse(writer);
}

/** The same without promises: with many streams at once those are most of what is kept, and has to be collected. */
function pour(source: Source<string>, writer: ResponseWriter): void {
  const go = (): void => {
    try {
      for (;;) {
        if (writer.response.destroyed) return source.leave();
        const piece = source.next(go);
        if (piece === waiting) return;
        if (piece === null) return endResponse(writer);
        const taken = gather(piece, writer);
        if (taken !== null) return void taken.then(go);
      }
    } catch (error) {
      breakOff(error, writer);
    }
  };
  go();
}
