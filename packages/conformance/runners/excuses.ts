import type { Excuses } from "../src/run-runtime.ts";

/** A runtime's own `fetch` connects as the runtime does. */
export function fetchTakesNoOptions(adapter: string): Excuses {
  const reason = `plain \`fetch\` takes no such option: use ${adapter}`;
  return { ca: reason, "client certificate": reason, proxy: reason, environment: reason, close: reason };
}

/** Promises by their names. */
export const stalled = "stall>3: one typed error";
export const hinted = "early hints before the reply are no reply";
export const deflated = "a stream in deflate is read piece by piece: each before the next is sent";

/** A runtime whose connections are its own affair. */
export function platformConnects(runtime: string): Excuses {
  const reason = `${runtime} makes its connections itself, and takes no such wish`;
  return { ca: reason, "client certificate": reason, proxy: reason, environment: reason, close: reason };
}

export const noListening = "there are no sockets to listen on: it is a function there";
