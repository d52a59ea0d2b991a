import type { ConnectionReason } from "@qwire/core";

/**
 * What the runtimes say, by code or, where there is none, by sentence: Node's and undici's codes, Bun's codes, Deno's
 * sentences. workerd has one sentence for all, and browsers none: they tell no reason. The first row that fits is taken, so what is told inside another failure stands first.
 */
const words: ReadonlyArray<readonly [ConnectionReason, RegExp]> = [
  [
    "proxy",
    /UND_ERR_PRX_TLS|ERR_PROXY_TUNNEL|Proxy response \(\d+\)|Proxy Authentication Required|unsuccessful tunnel|proxy auth/,
  ],
  ["dns", /ENOTFOUND|EAI_AGAIN|dns error/],
  ["refused", /ECONNREFUSED|Connection refused/],
  ["unreachable", /ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|Network is unreachable|No route to host/],
  ["timeout", /ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|Connection timed out|operation timed out/],
  ["tls", /CERT|ERR_SSL|ERR_TLS|EPROTO|UNABLE_TO_|certificate|received corrupt message|received fatal alert/],
  ["protocol", /UND_ERR_HEADERS_OVERFLOW|\bHPE_|HTTP\/1\.1 protocol|Malformed_HTTP|message head is too|invalid HTTP/],
  ["reset", /ECONNRESET|EPIPE|UND_ERR_SOCKET|Connection reset|connection closed|reading a body/],
];

const maxDepth = 5;

/**
 * Throws it on, and says in core's words why the connection failed, where the runtime tells. On the error itself, so that
 * nothing stands between a reader and what the runtime said.
 */
export function tellReason(thrown: unknown): never {
  const reason = reasonOf(thrown);
  if (reason !== null && thrown instanceof Error && Object.isExtensible(thrown)) Object.assign(thrown, { reason });
  throw thrown;
}

function reasonOf(thrown: unknown, depth = 0): ConnectionReason | null {
  if (!(thrown instanceof Error) || depth > maxDepth) return null;
  const said = `${"code" in thrown ? String(thrown.code) : ""} ${thrown.message}`;
  const row = words.find(([, pattern]) => pattern.test(said));
  return row?.[0] ?? reasonOf(thrown.cause, depth + 1);
}
