import type { ServerResponse } from "node:http";
import { waiting } from "../reply/source.ts";
import type { Pieces, Source } from "../reply/source.ts";
import { toError } from "./to-error.ts";
import { createResponseWriter } from "./response-writer.ts";
import type { ResponseWriter } from "./response-writer.ts";

/**
 * Writes a body piece by piece; texts that come in one turn of the event loop leave together. Asks for no more than a socket
 * takes. A body that throws destroys the response with what it threw, when what came before it is written.
 */
export function writeBody(body: AsyncIterable<string | Uint8Array> | Pieces<string>, response: ServerResponse): void {
  const writer = createResponseWriter(response);
  if ("source" in body) return pour(body.source, writer, response);
  writeEach(body, writer, response).catch((error: unknown) => breakOff(error, writer, response));
}

function breakOff(error: unknown, writer: ResponseWriter, response: ServerResponse): void {
  writer.flush();
  response.destroy(toError(error));
}

async function writeEach(
  body: AsyncIterable<string | Uint8Array>,
  writer: ResponseWriter,
  response: ServerResponse,
): Promise<void> {
  for await (const piece of body) {
    if (response.destroyed) return;
    const taken = typeof piece === "string" ? writer.gather(piece) : writer.write(piece);
    if (taken !== null) await taken;
  }
  writer.end();
}

/** The same without promises: with many streams at once those are most of what is kept, and has to be collected. */
function pour(source: Source<string>, writer: ResponseWriter, response: ServerResponse): void {
  const go = (): void => {
    try {
      for (;;) {
        if (response.destroyed) return source.leave();
        const piece = source.next(go);
        if (piece === waiting) return;
        if (piece === null) return writer.end();
        const taken = writer.gather(piece);
        if (taken !== null) return void taken.then(go);
      }
    } catch (error) {
      breakOff(error, writer, response);
    }
  };
  go();
}
