import { createClient, isChatError } from "@qwire/core";
import type { ChatError, Client, ClientOptions, Transport } from "@qwire/core";
import type { Promised } from "../promise.ts";
import type { TownAddress, VisitRecord } from "../town/town-address.ts";

/** Options of the adapters that can choose their connections. */
export type Wishes = { proxy?: string; ca?: string; cert?: string; key?: string };

/** What a runtime brings: the town's address and the transport under test. */
export type TransportGround = {
  town: TownAddress;
  /** One that holds connections may be closed. */
  transport(wishes?: Wishes): Transport & { close?(): Promise<void> };
};

export type TransportPromise = Promised<TransportGround>;

export const question = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };

/** One visit to an odd server, from both ends. */
export type VisitTo = {
  client: Client;
  chat: Client["chat"]["completions"];
  baseURL: string;
  /** What the town saw, at once or as soon as the visitor has asked or left. */
  told(until?: "asked" | "left"): Promise<VisitRecord>;
  /** Lets the server go on. */
  sign(): Promise<void>;
  /** Closes the transport, where it can be. */
  close(): Promise<void>;
};

let visits = 0;

/** Goes to an odd server of the town, without retries. */
export function visit(
  { town, transport }: TransportGround,
  behaviour: string,
  { origin = town.http, wishes, ...options }: { origin?: string; wishes?: Wishes } & Partial<ClientOptions> = {},
): VisitTo {
  const name = `${Math.random().toString(36).slice(2)}-${(visits += 1)}`;
  const baseURL = `${origin}/${behaviour}/${name}/v1`;
  const carrier = transport(wishes);
  const client = createClient({ baseURL, apiKey: "sk-town-key", transport: carrier, retry: false, ...options });
  return {
    client,
    chat: client.chat.completions,
    baseURL,
    told: async (until) => ask(`${town.control}/told/${name}${until === undefined ? "" : `?until=${until}`}`),
    sign: async () => void (await ask(`${town.control}/sign/${name}`)),
    close: async () => carrier.close?.(),
  };
}

/** What has gone through the town's proxies so far. */
export function passes({ town }: TransportGround): Promise<string[]> {
  return ask(`${town.control}/passes`);
}

async function ask<Told>(url: string): Promise<Told> {
  const response = await fetch(url);
  return (await response.json()) as Told; // Boundary: the town's control tells what its types say.
}

/** The ChatError a promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<ChatError> {
  try {
    await promise;
  } catch (error) {
    if (isChatError(error)) return error;
    throw new Error("Not a ChatError.", { cause: error });
  }
  throw new Error("It did not fail.");
}
