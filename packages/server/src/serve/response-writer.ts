import type { ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { atTurnEnd } from "./at-turn-end.ts";

/** Writes the pieces of a body. Each gives `null`, or what has to be waited for before more is written. */
export type ResponseWriter = {
  /** Takes a text that leaves when this turn of the event loop is over, together with others. */
  gather(text: string): Promise<void> | null;
  write(bytes: Uint8Array): Promise<void> | null;
  /** Writes what was gathered now. */
  flush(): void;
  end(): void;
};

/** Letters that are gathered before the next piece is asked for. */
const mostGathered = 16 * 1024;

export function createResponseWriter(response: ServerResponse): ResponseWriter {
  let gathered = "";
  let begun = false;
  let ending = false;
  const flush = (): void => {
    const text = gathered;
    gathered = "";
    if (response.destroyed) return;
    if (ending) {
      // Another flush may be due, of what has left before bytes that came behind it.
      ending = false;
      return void response.end(text);
    }
    if (text === "") return;
    if (begun) return write(response, text);
    begun = true;
    // The head leaves as a text of its own, though in one piece with what follows: so it becomes one string. As the beginning
    // of another its many parts would be kept as long as the response.
    const { socket } = response;
    socket?.cork();
    response.flushHeaders();
    write(response, text);
    socket?.uncork();
  };
  return {
    gather(text) {
      if (gathered === "") atTurnEnd(flush);
      gathered += text;
      return gathered.length < mostGathered ? drained(response) : flushed(response);
    },
    write(bytes) {
      flush();
      begun = true;
      response.write(bytes);
      return drained(response);
    },
    flush,
    end() {
      ending = true;
      // What was gathered in this turn is on its way there already, and takes the end along.
      if (gathered === "") atTurnEnd(flush);
    },
  };
}

function write(response: ServerResponse, text: string): void {
  const socket = freeSocketOf(response);
  if (socket === null) response.write(text);
  else socket.write(asChunk(text));
}

/** When what was gathered has left. */
async function flushed(response: ServerResponse): Promise<void> {
  await new Promise<void>(atTurnEnd);
  await drained(response);
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
