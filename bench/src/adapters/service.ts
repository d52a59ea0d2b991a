// The service: a process of its own that tells its address. `user` of a request says how many chunks it wants and how many
// milliseconds apart; the text of each is the moment it is written, by the clock all processes of a machine share.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const head = { model: "qwen-plus", object: "chat.completion.chunk", created: 1_767_225_600, id: "chatcmpl-bench" };

function chunk(content: string, finish_reason: string | null): string {
  const choices = [{ delta: { content }, finish_reason, index: 0, logprobs: null }];
  return `data: ${JSON.stringify({ choices, ...head, usage: null, system_fingerprint: null })}\n\n`;
}

async function stream(response: ServerResponse, { chunks, gapMs }: { chunks: number; gapMs: number }): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream;charset=UTF-8" });
  for (let at = 0; at < chunks && !response.destroyed; at += 1) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
    response.write(chunk(String(process.hrtime.bigint()), null));
  }
  response.end(`${chunk("", "stop")}data: [DONE]\n\n`);
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const { user = "" } = JSON.parse(Buffer.concat(pieces).toString()) as { user?: string };
    const [chunks, gapMs] = user.split(" ");
    void stream(response, { chunks: Number(chunks), gapMs: Number(gapMs) });
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
});
