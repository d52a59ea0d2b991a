/** A chat request as it stands on a socket: what the benches ask for, again and again. */
export function rawRequest(host: string, { stream }: { stream: boolean }): string {
  const asked = { model: "qwen-plus", messages: [{ role: "user", content: "hello" }] };
  const body = JSON.stringify(stream ? { ...asked, stream } : asked);
  const head = [
    "POST /v1/chat/completions HTTP/1.1",
    `host: ${host}`,
    "authorization: Bearer any",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    // A stream of its own is the whole of a connection; plain replies follow each other on one.
    ...(stream ? ["connection: close"] : []),
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
