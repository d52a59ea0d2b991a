import type { Transport } from "../transport.ts";
import type { Clock } from "../wait.ts";
import type { OneShotChanges } from "./one-shot-changes.ts";

/** A key, or a function that fetches one when a call needs it. */
export type ApiKey = string | undefined | (() => string | Promise<string>);

/** What every call of one client shares. */
export type Connection = {
  /** Without a trailing slash. */
  baseURL: string;
  apiKey: ApiKey;
  /** Sent with every request, besides the ones the wire needs. */
  headers: Readonly<Record<string, string>>;
  transport: Transport;
  clock: Clock;
  /** What its models have refused. */
  changes: OneShotChanges;
};
