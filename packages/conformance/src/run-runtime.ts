import type { JourneyContext } from "./journey.ts";
import { journeys } from "./journeys.ts";
import type { Need, Promised } from "./promise.ts";
import { serverPromises } from "./server/server-promises.ts";
import type { ServerGround } from "./server/server-ground.ts";
import type { TownAddress } from "./town/town-address.ts";
import type { TransportGround } from "./transport/transport-ground.ts";
import { transportPromises } from "./transport/transport-promises.ts";

/** What cannot be kept here: the reason in words, for all that needs something, or for one promise by its name. */
export type Excuses = { readonly [NeedOrName in Need | (string & {})]?: string };

/** A way to carry bytes or chats, and what it cannot. */
type Carrier<Carries> = { carries: Carries; cannot?: Excuses };

/** What a runtime brings to the promises. */
export type Runtime = {
  /** Where the odd servers are; without it none are visited. */
  town?: TownAddress;
  transports?: { readonly [name: string]: Carrier<TransportGround["transport"]> };
  chats?: { readonly [name: string]: Carrier<JourneyContext> };
  servers?: { readonly [name: string]: Carrier<ServerGround["listen"]> };
};

/** What became of one promise over one carrier. */
export type Outcome = {
  suite: "transport" | "server" | "chat";
  name: string;
  carrier: string;
  /** `null`: it was kept, or there is an excuse. */
  error: string | null;
  excuse: string | null;
};

/** One promise over one carrier, ready to be run. */
export type Trial = { suite: Outcome["suite"]; carrier: string; name: string; run(): Promise<Outcome> };

/** Everything there is to try here. */
export function trialsOf({ town, transports = {}, chats = {}, servers = {} }: Runtime): Trial[] {
  const carried = Object.entries(transports).flatMap(([carrier, { carries, cannot }]) =>
    town === undefined
      ? []
      : trials({ suite: "transport", carrier, cannot }, transportPromises, { town, transport: carries }),
  );
  const told = Object.entries(chats).flatMap(([carrier, { carries, cannot }]) =>
    trials({ suite: "chat", carrier, cannot, close: carries.close }, journeys, carries),
  );
  const answered = Object.entries(servers).flatMap(([carrier, { carries, cannot }]) =>
    trials({ suite: "server", carrier, cannot }, serverPromises, { listen: carries }),
  );
  return [...carried, ...answered, ...told];
}

function trials<Ground>(
  at: { suite: Outcome["suite"]; carrier: string; cannot: Excuses | undefined; close?: JourneyContext["close"] },
  promises: readonly Promised<Ground>[],
  ground: Ground,
): Trial[] {
  const { suite, carrier, cannot = {}, close = async () => undefined } = at;
  return promises.map(({ name, needs, run }) => {
    const excuse = cannot[name] ?? (needs === undefined ? undefined : cannot[needs]) ?? null;
    return {
      suite,
      carrier,
      name,
      async run() {
        const error = await errorOf(() => run(ground), excuse === null ? 30_000 : 2000);
        await close();
        const told = { suite, name, carrier, excuse };
        if (excuse === null) return { ...told, error };
        // An excuse nobody needs any more would hide what is kept.
        return { ...told, error: error === null ? "It is kept: take the excuse away." : null };
      },
    };
  });
}

async function errorOf(run: () => Promise<void>, limitMs: number): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`not within ${limitMs / 1000} seconds`), limitMs);
  });
  try {
    return await Promise.race([run().then(() => null), tooLong]);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs them all, one after another, and tells each outcome as a line of JSON. */
export async function tellAll(runtime: Runtime, tell: (line: string) => void): Promise<void> {
  for (const trial of trialsOf(runtime)) tell(JSON.stringify(await trial.run()));
}
