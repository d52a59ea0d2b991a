import type { Excuses } from "../src/run-runtime.ts";

/** A runtime's own `fetch` connects as the runtime does. */
export function fetchTakesNoOptions(adapter: string): Excuses {
  return connecting(`plain \`fetch\` takes no such option: use ${adapter}`);
}

/** All that takes a say in how connections are made. */
function connecting(reason: string): Excuses {
  return { ca: reason, "client certificate": reason, proxy: reason, environment: reason, close: reason };
}

const deflated = "a stream in deflate is read piece by piece: each before the next is sent";
const noDeflate = (runtime: string): Excuses => ({
  [deflated]: `${runtime}'s \`fetch\` unpacks gzip and br, and asks for nothing else`,
});

export const denoCannot: Excuses = noDeflate("Deno");

export const bunCannot: Excuses = { close: "the pool of Bun's `fetch` is its own" };

export const workerdCannot: Excuses = {
  ...connecting("workerd makes its connections itself, and takes no such wish"),
  ...noDeflate("workerd"),
  reason: "workerd says the same of every failure, or nothing",
  "early hints before the reply are no reply": "workerd takes early hints for the reply",
};

/** Of a worker that calls itself. */
export const bindingCannot: Excuses = {
  "stall>3: one typed error": "workerd ends a reply that nothing can continue",
};

export const pageCannot: Excuses = {
  ...connecting("the browser makes its connections itself, and takes no such wish"),
  reason: "a page is never told why",
  "redirect target": "a page is never told where a redirect leads",
};

/** Where the server is a function. */
export const functionCannot: Excuses = { listen: "there are no sockets to listen on: it is a function there" };
