import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { listen } from "../../src/node.ts";
import type { Listening } from "../../src/node.ts";

const long = "天气 ".repeat(20_000);
const steps = [{ say: "你好" }, { wait: 1 }, { say: ",世界" }, { say: "!" }, { wait: 1 }, { say: "🌧 " }];
const emulator = createEmulator({
  seed: 1,
  engine: ({ messages }) => (JSON.stringify(messages).includes("long") ? [{ wait: 1 }, { say: long }] : steps),
});
let listening: Listening;
beforeAll(async () => void (listening = await listen(emulator)));
afterAll(() => listening.close());

const ask = (word: string): string =>
  JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: word }], stream: true });

/** Sends requests over one bare socket, and reads until the server hangs up. */
async function exchange(words: readonly string[], version = "1.1", slowly = false): Promise<string> {
  const socket = connect(listening.port, "127.0.0.1");
  words.forEach((word, at) => {
    const connection = at === words.length - 1 ? "close" : "keep-alive";
    const body = ask(word);
    socket.write(
      `POST /v1/chat/completions HTTP/${version}\r\nhost: x\r\nconnection: ${connection}\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
  const pieces: Buffer[] = [];
  for await (const piece of socket) {
    pieces.push(piece as Buffer);
    if (slowly) await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(pieces).toString("latin1");
}

/** The bodies of replies that follow each other, out of their chunks. */
function bodiesOf(bytes: string): string[] {
  const bodies: string[] = [];
  for (let rest = bytes; rest !== "";) {
    const head = rest.indexOf("\r\n\r\n") + 4;
    expect(rest.slice(0, head)).toMatch(/^HTTP\/1\.1 200 .*transfer-encoding: chunked/is);
    rest = rest.slice(head);
    let body = "";
    for (;;) {
      const size = /^([0-9a-f]+)\r\n/.exec(rest);
      expect(size, rest.slice(0, 80)).not.toBeNull();
      const [line, digits = ""] = size ?? [""];
      const length = Number.parseInt(digits, 16);
      body += rest.slice(line.length, line.length + length);
      expect(rest.slice(line.length + length, line.length + length + 2)).toBe("\r\n");
      rest = rest.slice(line.length + length + 2);
      if (length === 0) break;
    }
    bodies.push(Buffer.from(body, "latin1").toString());
  }
  return bodies;
}

const said = (body: string): string => [...body.matchAll(/"content":"([^"]*)"/g)].map(([, text]) => text).join("");

it("writes a stream in chunks, whatever waits lie between its pieces", async () => {
  const [body = ""] = bodiesOf(await exchange(["hello"]));
  expect(said(body)).toBe("你好,世界!🌧 ");
  expect(body).toMatch(/data: \[DONE\]\n\n$/);
});

it("keeps the replies of pipelined requests apart, in their order", async () => {
  const bodies = bodiesOf(await exchange(["long", "hello", "long", "hello"]));
  expect(bodies.map((body) => said(body).length)).toEqual([long.length, 9, long.length, 9]);
});

it("sends no chunks to a client of HTTP/1.0", async () => {
  const bytes = await exchange(["hello"], "1.0");
  expect(bytes).not.toMatch(/transfer-encoding/i);
  const body = Buffer.from(bytes.slice(bytes.indexOf("\r\n\r\n") + 4), "latin1").toString();
  expect(body).toMatch(/^data: [^]*data: \[DONE\]\n\n$/);
  expect(said(body)).toBe("你好,世界!🌧 ");
});

it("loses nothing to a reader that is slower", async () => {
  const [body = ""] = bodiesOf(await exchange(["long"], "1.1", true));
  expect(said(body)).toBe(long);
});
