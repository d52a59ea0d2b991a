// One emulator in a process of its own: node serve.ts CONTENDER BUNDLE RECORDED. Tells its address.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { createEmulator, pace } from "@qwire/server";
import type { listen } from "@qwire/server/node";
import { eventGapMs, eventsPerStream, pieces } from "./replies.ts";
import type { Recorded } from "./replies.ts";

type Qwire = { createEmulator: typeof createEmulator; pace: typeof pace; listen: typeof listen };

const [name = "", bundle = "", recorded = ""] = process.argv.slice(2);
process.send?.({ url: await serve() });

function serve(): Promise<string> {
  if (name === "bare") return serveBare();
  return name === "aimock" ? serveAimock() : serveQwire();
}

/** All rules on, everything counted and journalled, as it is by default. */
async function serveQwire(): Promise<string> {
  const qwire = (await import(pathToFileURL(bundle).href)) as Qwire;
  // Made once, as the other servers have their answer: engines are not what is measured.
  const steps = pieces.map((say) => ({ say }));
  const whole = pieces.join("");
  const paced = qwire.pace(() => steps, { tokensPerSecond: 1000 / eventGapMs });
  const emulator = qwire.createEmulator({
    engine: (request, turn) => (request.stream === true ? paced(request, turn) : whole),
  });
  const { url } = await qwire.listen(emulator);
  return new URL(url).origin;
}

async function serveAimock(): Promise<string> {
  const { LLMock } = await import("@copilotkit/aimock");
  const mock = new LLMock({ port: 0, chunkSize: pieces[0]?.length ?? 1, latency: eventGapMs, logLevel: "silent" });
  mock.onMessage(/./, { content: pieces.join("") });
  await mock.start();
  return mock.url;
}

/** The least: the same headers and bytes, and nothing of the request looked at but whether it wants a stream. */
function serveBare(): Promise<string> {
  const { plain, stream } = JSON.parse(readFileSync(recorded, "utf8")) as Recorded;
  const events = stream.body.split(/(?<=\n\n)/);
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on("data", (piece: Buffer) => body.push(piece));
    request.on("end", () => {
      if (!Buffer.concat(body).includes('"stream":true')) {
        response.writeHead(200, { ...plain.headers, "content-length": plain.body.length }).end(plain.body, "latin1");
        return;
      }
      response.writeHead(200, stream.headers);
      let at = 0;
      const timer = setInterval(() => {
        const last = at >= eventsPerStream - 1;
        if (!last) return void response.write(events[at++]);
        clearInterval(timer);
        response.end(events.slice(at).join(""));
      }, eventGapMs);
      response.on("close", () => clearInterval(timer));
    });
  });
  return new Promise((resolve) => {
    server.listen({ port: 0, host: "127.0.0.1", backlog: 8192 }, () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
