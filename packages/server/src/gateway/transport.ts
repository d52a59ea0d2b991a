/** One request to the service. */
export type GatewayRequest = { method: "POST"; url: string; headers: Record<string, string>; body: string };

/** What came back: any status, with the body still on its way. */
export type GatewayReply = {
  status: number;
  /** Names are looked up in any case; `Headers` of the web fits. */
  headers: { get(name: string): string | null };
  /** Pieces of the body, decoded, as the network brings them. Returning the iterator must close the connection. */
  body: AsyncIterable<Uint8Array> | null;
};

/** Carries the bytes: it throws only when no reply could be had, never for a status. The same shape as the transports of `@qwire/core`. */
export type GatewayTransport = (request: GatewayRequest, signal: AbortSignal) => Promise<GatewayReply>;
