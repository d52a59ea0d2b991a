import type { Reply, Exchange } from "../http/exchange.ts";
import { answer } from "../engines/answer/answer.ts";
import { createFetch } from "../http/create-fetch.ts";
import type { Fetch } from "../http/create-fetch.ts";
import { route } from "../http/route.ts";
import { createClock } from "./clock.ts";
import { createJournal } from "./journal.ts";
import type { Call } from "./journal.ts";
import { createLimiter } from "./limiter.ts";
import { createMemory } from "./memory.ts";
import { readSettings } from "./settings.ts";
import type { EmulatorOptions } from "./settings.ts";

/** The service's other end, for development and tests. */
export type Emulator = {
  /** In place of `fetch`: for SDKs that take one, for msw, Bun, Deno and workers. */
  fetch: Fetch;
  /** The same over plain data: the fast path. */
  handle(exchange: Exchange): Promise<Reply>;
  /** What was asked and how it went, oldest first; the last 1000. */
  readonly calls: readonly Call[];
  /** Forgets calls, counters, used limits and what engines remember. */
  reset(): void;
};

/**
 * Makes an emulator of Model Studio's OpenAI-compatible chat interface: `POST …/chat/completions` and `GET …/models`
 * under any prefix.
 *
 * @example const openai = new OpenAI({ apiKey: "any", fetch: createEmulator().fetch });
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = readSettings(options, answer());
  const clock = createClock(settings.now);
  const house = {
    settings,
    clock,
    journal: createJournal(settings.maxCalls),
    memory: createMemory(),
    limiter: createLimiter(settings.limits, clock),
  };
  const handle = (exchange: Exchange): Promise<Reply> => route(exchange, house);
  return {
    fetch: createFetch(handle),
    handle,
    calls: house.journal.calls,
    reset() {
      house.journal.clear();
      house.memory.clear();
      house.limiter.clear();
    },
  };
}
