import { request } from "node:http";

export type RawReply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** One request over a real socket, with any header: `fetch` would not send a `Host` or an `Origin` of ours. */
export function askRaw(
  url: string,
  { method = "GET", headers = {}, body = "" }: Partial<RawRequest> = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(url);
    // The path as it is given: `new URL` would take `..` out.
    const path = url.slice(url.indexOf(port) + port.length) || pathname + search;
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

type RawRequest = { method: string; headers: Record<string, string>; body: string };
