import type { Client } from "@qwire/core";
import type { Emulator, EmulatorOptions } from "@qwire/server";
import type { Promised } from "./promise.ts";

/** A client and an emulator, joined by the carrier under test. */
type Pair = { client: Client; emulator: Emulator };

/** What a journey is given. */
export type JourneyContext = {
  /** Starts an emulator with these options and a client that reaches it. May be asked more than once. */
  open(options?: EmulatorOptions, apiKey?: string): Promise<Pair>;
  /** Closes what was opened so far. */
  close?(): Promise<void>;
};

/** A promise, as data: the same on every carrier and every runtime. Throws when the promise does not hold. */
export type Journey = Promised<JourneyContext>;
