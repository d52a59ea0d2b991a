import type { ServerResponse } from "node:http";
import type { Writable } from "node:stream";
import { atTurnEnd } from "./at-turn-end.ts";

/** A response on its way out. */
export type ResponseWriter = {
  response: ServerResponse;
  /** What leaves when this turn of the event loop is over. */
  gathered: string;
  begun: boolean;
  ending: boolean;
  /** Writes what was gathered: made once, as a crowd of responses writes twenty times a second each. */
  flush: () => void;
};

/** Letters that are gathered before the next piece is asked for. */
const mostGathered = 16 * 1024;

export function createResponseWriter(response: ServerResponse): ResponseWriter {
  const writer: ResponseWriter = {
    response,
    gathered: "",
    begun: false,
    ending: false,
    flush: () => flush(writer),
  };
  return writer;
}

/**
 * Takes a text that leaves when this turn of the event loop is over, together with others. Gives `null`, or what has to be
 * waited for before more is written.
 */
export function gather(text: string, writer: ResponseWriter): Promise<void> | null {
  if (writer.gathered === "") atTurnEnd(writer.flush);
  writer.gathered += text;
  return writer.gathered.length < mostGathered ? drained(writer.response) : flushed(writer.response);
}

/** Writes bytes at once, behind what was gathered. Gives the same. */
export function writeBytes(bytes: Uint8Array, writer: ResponseWriter): Promise<void> | null {
  flush(writer);
  writer.begun = true;
  writer.response.write(bytes);
  return drained(writer.response);
}

/** Ends the response when this turn is over. */
export function endResponse(writer: ResponseWriter): void {
  writer.ending = true;
  // What was gathered in this turn is on its way there already, and takes the end along.
  if (writer.gathered === "") atTurnEnd(writer.flush);
}

/** Writes what was gathered now. */
export function flush(writer: ResponseWriter): void {
  const { response, gathered: text } = writer;
  writer.gathered = "";
  if (response.destroyed) return;
  if (writer.ending) {
    // Another flush may be due, of what has left before bytes that came behind it.
    writer.ending = false;
    return void response.end(text);
  }
  if (text === "") return;
  if (writer.begun) return write(response, text);
  writer.begun = true;
  // The head leaves as a text of its own, though in one piece with what follows: so it becomes one string. As the beginning
  // of another its many parts would be kept as long as the response.
  const { socket } = response;
  socket?.cork();
  response.flushHeaders();
  write(response, text);
  socket?.uncork();
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
