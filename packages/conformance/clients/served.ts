import { createEmulator } from "@qwire/server";
import type { Emulator, EmulatorOptions } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/** An emulator on a port, for all tests of a file. */
export type Served = { readonly url: string; readonly emulator: Emulator };

/** The key it takes. */
export const apiKey = "sk-right";

/** The default engine on a free port of this machine, which lets in nobody without the key. */
export function served(options: EmulatorOptions = {}): Served {
  const emulator = createEmulator({ apiKeys: [apiKey], ...options });
  let server: Awaited<ReturnType<typeof listen>> | null = null;
  beforeAll(async () => {
    server = await listen(emulator);
  });
  afterEach(() => emulator.reset());
  afterAll(() => server?.close());
  return {
    get url() {
      return server?.url ?? "";
    },
    emulator,
  };
}
