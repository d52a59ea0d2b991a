const reasons = ["refused", "dns", "unreachable", "timeout", "tls", "proxy", "reset", "protocol"] as const;

/**
 * Why a connection failed or broke. Not every runtime tells: browsers never do.
 *
 * `refused`: nobody listens there; `dns`: the name has no address; `unreachable`: no way leads there; `timeout`: nobody
 * answered in time; `tls`: an unknown or wrong certificate, or no TLS at all; `proxy`: the proxy said no; `reset`: the
 * other side broke it off; `protocol`: what came back was no HTTP, or more than the runtime takes.
 */
export type ConnectionReason = (typeof reasons)[number];

const maxDepth = 5;

/** What a transport says of its failure: the field `reason` of what it threw, or of a cause below; `null` if nothing. */
export function connectionReason(thrown: unknown, depth = 0): ConnectionReason | null {
  if (typeof thrown !== "object" || thrown === null || depth > maxDepth) return null;
  const told: unknown = "reason" in thrown ? thrown.reason : null;
  const reason = reasons.find((one) => one === told);
  return reason ?? ("cause" in thrown ? connectionReason(thrown.cause, depth + 1) : null);
}
