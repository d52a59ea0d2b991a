// The service: a process of its own that tells its address. `user` of a request says how many chunks it wants and how many
// milliseconds apart; the text of each is the moment it is written, by the clock all processes of a machine share. With a third
// word the streams of a crowd take turns in the gap: else who asks faster would be answered in larger bursts.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const head = { model: "qwen-plus", object: "chat.completion.chunk", created: 1_767_225_600, id: "chatcmpl-bench" };

/** Its multiples fill a circle evenly, however many there are. */
const goldenRatio = (1 + Math.sqrt(5)) / 2;

function chunk(content: string, finish_reason: string | null): string {
  const choices = [{ delta: { content }, finish_reason, index: 0, logprobs: null }];
  return `data: ${JSON.stringify({ choices, ...head, usage: null, system_fingerprint: null })}\n\n`;
}

type Paced = { chunks: number; gapMs: number; takesTurns: boolean };

async function stream(response: ServerResponse, { chunks, gapMs, takesTurns }: Paced): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream;charset=UTF-8" });
  const begunAt = performance.now() + (takesTurns ? untilTurn(gapMs) : 0);
  for (let at = 0; at < chunks && !response.destroyed; at += 1) {
    const waitMs = takesTurns ? begunAt + at * gapMs - performance.now() : at > 0 ? gapMs : 0;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    response.write(chunk(String(process.hrtime.bigint()), null));
  }
  response.end(`${chunk("", "stop")}data: [DONE]\n\n`);
}

let turns = 0;

/** Milliseconds until the turn of the next stream, by a clock that goes round in the gap. */
function untilTurn(gapMs: number): number {
  const turn = ((turns++ * goldenRatio) % 1) * gapMs;
  return (turn - (performance.now() % gapMs) + gapMs) % gapMs;
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const { user = "" } = JSON.parse(Buffer.concat(pieces).toString()) as { user?: string };
    const [chunks, gapMs, turn] = user.split(" ");
    void stream(response, { chunks: Number(chunks), gapMs: Number(gapMs), takesTurns: turn !== undefined });
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
});
