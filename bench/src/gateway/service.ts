// The service behind every gateway: started as a process of its own, tells its address and answers as
// `user` of the request says, the one text that every gateway passes on.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const head = { model: "qwen-plus", object: "chat.completion.chunk", created: 1_767_225_600, id: "chatcmpl-bench" };
const chunk = (at: number): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content: `第${at}段。` }, finish_reason: null, index: 0, logprobs: null }], ...head, usage: null, system_fingerprint: null })}\n\n`;
const lastChunks =
  `data: ${JSON.stringify({ choices: [{ delta: { content: "" }, finish_reason: "stop", index: 0 }], ...head })}\n\n` +
  "data: [DONE]\n\n";
const reply = JSON.stringify({
  ...head,
  object: "chat.completion",
  choices: [
    { message: { role: "assistant", content: "你好！有什么可以帮助你的吗？" }, finish_reason: "stop", index: 0 },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 8, total_tokens: 17 },
});

async function stream(response: ServerResponse, { events, gapMs }: { events: number; gapMs: number }): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream;charset=UTF-8" });
  for (let at = 0; at < events && !response.destroyed; at++) {
    response.write(chunk(at));
    await new Promise((resolve) => setTimeout(resolve, gapMs));
  }
  response.end(lastChunks);
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const { user = "plain" } = JSON.parse(Buffer.concat(pieces).toString()) as { user?: string };
    const [kind, events, gapMs] = user.split(" ");
    if (kind === "stream") void stream(response, { events: Number(events), gapMs: Number(gapMs) });
    else response.writeHead(200, { "content-type": "application/json" }).end(reply);
  });
});
server.listen(0, "127.0.0.1", () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
