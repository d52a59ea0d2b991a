import { fetchTransport } from "@qwire/adapters/fetch";
import type { FetchLike } from "@qwire/adapters/fetch";
import { createClient } from "@qwire/core";
import { createEmulator } from "@qwire/server";
import type { Emulator } from "@qwire/server";
import type { JourneyContext } from "../src/journey.ts";

/** A worker's binding to a service; here to itself. */
export type Binding = { fetch: FetchLike };

const emulators = new Map<string, Emulator>();

/** Chats whose bytes pass through workerd: the worker calls itself, and answers as one of its emulators. */
export function overBinding(self: Binding): JourneyContext {
  return {
    async open(options, apiKey = "any") {
      const emulator = createEmulator(options);
      const name = `emulator-${emulators.size}`;
      emulators.set(name, emulator);
      const transport = fetchTransport({ fetch: (url, init) => self.fetch(url, init) });
      return { emulator, client: createClient({ baseURL: `http://${name}/v1`, apiKey, transport }) };
    },
  };
}

/** The answer of the emulator that is asked; `null` for any other request. */
export function answerFor(request: Request): Promise<Response> | null {
  return emulators.get(new URL(request.url).hostname)?.fetch(request) ?? null;
}
