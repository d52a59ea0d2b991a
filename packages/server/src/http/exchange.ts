/** A request as plain data: the form both skins (node and fetch) translate to. */
export type Exchange = {
  method: string;
  /** From the first slash, without the query. */
  path: string;
  /** A request header by its lower-case name. */
  header(name: string): string | undefined;
  /** Read as it comes, so that the size limit can refuse early. A function: small enough to be read at once. `null`: none. */
  body: AsyncIterable<Uint8Array> | (() => Promise<string>) | string | null;
  /** Fires when the client has left. */
  signal: AbortSignal;
  /** Fires the signal, where it belongs to this exchange alone. Whoever gives it leaves the reply's body, too, when it fires. */
  leave?: () => void;
};

/** An exchange of a web server. */
export type ServedExchange = Exchange & {
  /** The same as the web has it, without the body; made when it is asked for. */
  toRequest(): Request;
};

/** A reply as plain data. Nothing of an iterable body is produced before it is asked for. */
export type Reply = {
  status: number;
  headers: Record<string, string>;
  /** Throws where the socket is to be destroyed. */
  body: string | AsyncIterable<string | Uint8Array>;
};
