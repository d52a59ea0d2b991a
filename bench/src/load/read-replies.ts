import { connect } from "node:net";
import { once } from "node:events";
import { rawRequest } from "./raw-request.ts";

/**
 * Plain replies a second, over so many kept connections, for so many milliseconds. Over bare sockets: a client of HTTP needs as
 * much time as the least server, and with two cores it would be what is measured.
 *
 * @throws Error when a reply is not 200, or the server hangs up.
 */
export async function readReplies(
  url: string,
  { connections, forMs }: { connections: number; forMs: number },
): Promise<{ replies: number; perSecond: number }> {
  const { hostname, port } = new URL(url);
  const request = Buffer.from(rawRequest(hostname, { stream: false }));
  const begunAt = performance.now();
  let replies = 0;
  const askOn = async (): Promise<void> => {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    await new Promise<void>((resolve, reject) => {
      let text = "";
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("The server hung up.")));
      socket.on("data", (piece: Buffer) => {
        // Bytes as Latin letters: lengths are counted in bytes.
        text += piece.toString("latin1");
        if (!isWhole(text)) return;
        if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(text.slice(0, 500)));
        text = "";
        replies += 1;
        if (performance.now() - begunAt < forMs) socket.write(request);
        else resolve();
      });
      socket.write(request);
    });
    socket.removeAllListeners("close").destroy();
  };
  await Promise.all(Array.from({ length: connections }, askOn));
  return { replies, perSecond: (replies / (performance.now() - begunAt)) * 1000 };
}

function isWhole(reply: string): boolean {
  const behindHead = reply.indexOf("\r\n\r\n") + 4;
  if (behindHead < 4) return false;
  const told = /^content-length: (\d+)/imu.exec(reply.slice(0, behindHead))?.[1];
  // Without a length it is told in chunks, the last of which is empty.
  return told === undefined ? reply.endsWith("\r\n0\r\n\r\n") : reply.length >= behindHead + Number(told);
}
