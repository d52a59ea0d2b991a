import type { ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { atTurnEnd } from "./at-turn-end.ts";

/** Letters that are gathered before the next piece is asked for. */
const mostGathered = 16 * 1024;

/**
 * Writes a body piece by piece; texts that come in one turn of the event loop leave together. Asks for no more than a socket
 * takes. A body that throws does so here, when what came before it is written.
 */
export async function writeBody(body: AsyncIterable<string | Uint8Array>, response: ServerResponse): Promise<void> {
  const writer = createWriter(response);
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

/** Each gives `null`, or what has to be waited for. */
type Writer = {
  gather(text: string): Promise<void> | null;
  write(bytes: Uint8Array): Promise<void> | null;
  flush(): void;
  end(): void;
};

function createWriter(response: ServerResponse): Writer {
  let gathered = "";
  let begun = false;
  const flush = (): void => {
    if (gathered === "") return;
    const text = gathered;
    gathered = "";
    if (response.destroyed) return;
    const socket = begun ? freeSocketOf(response) : null;
    begun = true;
    if (socket === null) response.write(text);
    else socket.write(asChunk(text));
  };
  const flushed = async (): Promise<void> => {
    await new Promise<void>(atTurnEnd);
    await drained(response);
  };
  return {
    gather(text) {
      if (gathered === "") atTurnEnd(flush);
      gathered += text;
      return gathered.length < mostGathered ? drained(response) : flushed();
    },
    write(bytes) {
      flush();
      begun = true;
      response.write(bytes);
      return drained(response);
    },
    flush,
    end() {
      atTurnEnd(() => {
        const text = gathered;
        gathered = "";
        if (!response.destroyed) response.end(text);
      });
    },
  };
}

/** The socket, where nothing of the response is still on its way to it: not while Node gathers what one tick writes. */
function freeSocketOf({ socket, chunkedEncoding, writableCorked }: ServerResponse): Writable | null {
  return chunkedEncoding && writableCorked === 0 ? socket : null;
}

/**
 * A chunk of a chunked body. `response.write` would hand the socket its four parts, each on a way of its own, which costs
 * as much as all else that is done for an event.
 */
function asChunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

/** A socket that closes never drains. */
function drained(response: ServerResponse): Promise<void> | null {
  const { socket } = response;
  const taker = response.writableNeedDrain ? response : socket;
  if (taker === null || !taker.writableNeedDrain || taker.destroyed) return null;
  return new Promise((resolve) => {
    const go = (): void => {
      taker.off("drain", go).off("close", go);
      resolve();
    };
    taker.on("drain", go).on("close", go);
  });
}
