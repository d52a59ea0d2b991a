import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** Where to ask, what with, and how the service is to answer: `plain`, or `stream`, how many events, and milliseconds between them. */
export type Asking = { url: string; headers: Record<string, string>; bench: string };

/** When things came, in milliseconds since the question. */
export type Answer = { firstMs: number; lastMs: number; text: string; gapsMs: number[] };

/** Asks once, over a connection that is kept. @throws Error on any other status than 200 */
export function ask({ url, headers, bench }: Asking): Promise<Answer> {
  const stream = bench.startsWith("stream");
  const body = JSON.stringify({
    model: "qwen-plus",
    messages: [{ role: "user", content: "你好" }],
    stream,
    user: bench,
  });
  return new Promise((resolve, reject) => {
    const askedAt = performance.now();
    const asking = request(`${url}/v1/chat/completions`, {
      method: "POST",
      agent,
      headers: {
        authorization: "Bearer token",
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...headers,
      },
    });
    asking.on("error", reject);
    asking.on("response", (reply) => {
      let [text, firstMs, lastMs] = ["", 0, 0];
      const gapsMs: number[] = [];
      reply.on("data", (piece: Buffer) => {
        const nowMs = performance.now() - askedAt;
        if (text === "") firstMs = nowMs;
        else gapsMs.push(nowMs - lastMs);
        lastMs = nowMs;
        text += piece.toString("latin1");
      });
      reply.on("error", reject);
      reply.on("end", () => {
        if (reply.statusCode !== 200) reject(new Error(`HTTP ${reply.statusCode}: ${text.slice(0, 500)}`));
        else resolve({ firstMs, lastMs, text, gapsMs });
      });
    });
    asking.end(body);
  });
}
