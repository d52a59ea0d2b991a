import { deepEqual, equal, ok } from "node:assert/strict";
import { failure, question, visit } from "./transport-ground.ts";
import type { TransportPromise } from "./transport-ground.ts";

/** Giving up reaches the other end and leaves nothing behind. */
export const abortPromises: readonly TransportPromise[] = [
  {
    name: "abort before the request: nothing is sent",
    async run(ground) {
      const { chat, told } = visit(ground, "plain");
      const error = await failure(chat.create(question, { signal: AbortSignal.abort("enough") }));
      deepEqual([error.code, error.cause], ["aborted", "enough"]);
      equal((await told()).requests.length, 0);
    },
  },
  {
    name: "abort while the headers are waited for: the server sees it",
    async run(ground) {
      const { chat, told } = visit(ground, "silent");
      const caller = new AbortController();
      const failing = failure(chat.create(question, { signal: caller.signal }));
      await told("asked");
      caller.abort("enough");
      const { code, cause } = await failing;
      deepEqual([code, cause], ["aborted", "enough"]);
      await told("left");
    },
  },
  {
    name: "abort inside the body: the server sees it, and what had come is kept",
    async run(ground) {
      const { chat, told } = visit(ground, "stuck");
      const caller = new AbortController();
      const stream = chat.stream(question, { signal: caller.signal });
      const error = await failure(
        (async () => {
          for await (const _ of stream.text()) caller.abort("enough");
        })(),
      );
      deepEqual([error.code, error.cause], ["aborted", "enough"]);
      equal(error.partial?.choices[0]?.message.content, "a");
      await told("left");
    },
  },
  {
    name: "leaving the loop: the server sees it",
    async run(ground) {
      const { chat, told } = visit(ground, "stuck");
      for await (const _ of chat.stream(question).text()) break;
      await told("left");
    },
  },
  {
    name: "timeouts end the request: headers and idle",
    async run(ground) {
      const silent = visit(ground, "silent", { timeouts: { headersMs: 80 } });
      equal((await failure(silent.chat.create(question))).code, "headers_timeout");
      await silent.told("left");
      const stuck = visit(ground, "stuck", { timeouts: { idleMs: 80 } });
      equal((await failure(stuck.chat.stream(question).completion())).code, "idle_timeout");
      await stuck.told("left");
    },
  },
  {
    name: "a slow reader makes the server wait: memory stays flat",
    async run(ground) {
      const { chat, told } = visit(ground, "flood");
      const reading = chat.stream(question).text()[Symbol.asyncIterator]();
      await reading.next();
      let before = -1;
      let written = (await told()).written;
      while (before !== written) {
        before = written;
        await new Promise((resolve) => void setTimeout(resolve, 150));
        written = (await told()).written;
      }
      await reading.return?.();
      ok(written < 128 * 1024 * 1024, `The server could send ${written} bytes to a reader who had read one piece.`);
      await told("left");
    },
  },
  {
    name: "1,000 calls one after another and 200 at once leave no listener and no request behind",
    async run(ground) {
      const { chat, told, close } = visit(ground, "stream");
      const { signal, listeners } = countedSignal();
      const call = async (): Promise<void> => {
        const reply = await chat.stream(question, { signal }).completion();
        equal(reply.choices[0]?.message.content, "ab");
      };
      for (let count = 0; count < 1000; count += 1) await call();
      await Promise.all(Array.from({ length: 200 }, call));
      equal(listeners(), 0);
      const { requests, left, open } = await told();
      equal(requests.length, 1200);
      equal(left, 0);
      // Kept for the next request, with one or two whose reply had just ended when the 200 began.
      ok(open <= 203, `${open} connections are open.`);
      await close();
    },
  },
  {
    name: "connections are kept: 100 calls one after another need three of them at most",
    needs: "pool",
    async run(ground) {
      const { chat, told, close } = visit(ground, "plain");
      for (let count = 0; count < 100; count += 1) await chat.create(question);
      const { connections } = await told();
      // One whose reply has just ended may not be free yet.
      ok(connections <= 3, `It took ${connections} connections.`);
      await close();
    },
  },
  {
    name: "a transport that is closed has no connection any more",
    needs: "close",
    async run(ground) {
      const { chat, told, close } = visit(ground, "plain");
      await Promise.all(Array.from({ length: 10 }, () => chat.create(question)));
      ok((await told()).open > 0);
      await close();
      for (let tries = 0; (await told()).open > 0; tries += 1) {
        ok(tries < 100, "It still has connections.");
        await new Promise((resolve) => void setTimeout(resolve, 10));
      }
      equal((await failure(chat.create(question))).code, "connection_failed");
    },
  },
];

/** A signal that never fires, and how many listen to it. */
function countedSignal(): { signal: AbortSignal; listeners(): number } {
  const { signal } = new AbortController();
  let count = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    count += 1;
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    count -= 1;
    remove(...given);
  };
  return { signal, listeners: () => count };
}
