/** One HTTP request, as plain data. */
export type TransportRequest = {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
};

/** What came back: any status, with the body still on its way. */
export type TransportReply = {
  status: number;
  /** Names are looked up in any case; `Headers` of the web fits. */
  headers: { get(name: string): string | null };
  /** Pieces of the body as the network brings them. Returning the iterator must close the connection. */
  body: AsyncIterable<Uint8Array> | null;
};

/**
 * Carries bytes, and nothing else: it throws only when no reply could be had, never for a status, and it never
 * retries. Aborting the signal must end the request and its body. What it throws, and what its body throws, may have a
 * field `reason`, a `ConnectionReason`, which becomes the ChatError's.
 */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<TransportReply>;
