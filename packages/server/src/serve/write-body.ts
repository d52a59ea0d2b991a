import type { ServerResponse } from "node:http";
import { waiting } from "../reply/source.ts";
import type { Pieces, Source } from "../reply/source.ts";
import { createResponseWriter } from "./response-writer.ts";
import type { ResponseWriter } from "./response-writer.ts";

/**
 * Writes a body piece by piece; texts that come in one turn of the event loop leave together. Asks for no more than a socket
 * takes. A body that throws does so here, when what came before it is written.
 */
export function writeBody(
  body: AsyncIterable<string | Uint8Array> | Pieces<string>,
  response: ServerResponse,
): Promise<void> {
  const writer = createResponseWriter(response);
  return "source" in body ? pour(body.source, writer, response) : writeEach(body, writer, response);
}

async function writeEach(
  body: AsyncIterable<string | Uint8Array>,
  writer: ResponseWriter,
  response: ServerResponse,
): Promise<void> {
  try {
    for await (const piece of body) {
      if (response.destroyed) return;
      const taken = typeof piece === "string" ? writer.gather(piece) : writer.write(piece);
      if (taken !== null) await taken;
    }
  } catch (error) {
    writer.flush();
    throw error;
  }
  writer.end();
}

/** The same without a promise for each piece: with many streams at once those are most of what has to be collected. */
function pour(source: Source<string>, writer: ResponseWriter, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const writeOn = (): void => {
      for (;;) {
        if (response.destroyed) {
          source.leave();
          return resolve();
        }
        const piece = source.next(go);
        if (piece === waiting) return;
        if (piece === null) {
          writer.end();
          return resolve();
        }
        const taken = writer.gather(piece);
        if (taken !== null) return void taken.then(go);
      }
    };
    const go = (): void => {
      try {
        writeOn();
      } catch (error) {
        writer.flush();
        reject(error);
      }
    };
    go();
  });
}
