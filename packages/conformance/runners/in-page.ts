// Bundled into a page, whose host asks for one trial after another: /?network, or /?msw with msw's service worker.
import { fetchTransport } from "@qwire/adapters/fetch";
import { trialsOf } from "../src/run-runtime.ts";
import type { Runtime } from "../src/run-runtime.ts";
import { functionCannot, pageCannot } from "./excuses.ts";
import { overServiceWorker } from "./over-service-worker.ts";

const { town } = await (await fetch("/town")).json();
const runtime: Runtime = location.search.includes("msw")
  ? { chats: { "fetch, met by msw": { carries: await overServiceWorker() } } }
  : {
      town,
      transports: { fetch: { carries: () => fetchTransport(), cannot: pageCannot } },
      servers: { function: { carries: null, cannot: functionCannot } },
    };
const trials = trialsOf(runtime);
Object.assign(globalThis, { tellOutcome: (at: number) => trials[at]?.run() ?? null });
