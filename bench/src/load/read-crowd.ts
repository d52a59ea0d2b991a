import { connect } from "node:net";
import { rawRequest } from "./raw-request.ts";

/** What a crowd of readers has seen. */
export type CrowdReading = {
  /** How many streams came to `[DONE]`. */ whole: number;
  /** Milliseconds between two events of a stream. */ gaps: Float64Array;
};

/** So many new connections a millisecond: a burst would measure the listener's queue. */
const openEveryMs = 0.25;

/** Opens streams one after another and reads them all at once, over bare sockets: the reader must not be what is measured. */
export async function readCrowd(url: string, streams: number): Promise<CrowdReading> {
  const { hostname, port } = new URL(url);
  const request = rawRequest(hostname, { stream: true });
  const gaps: number[] = [];
  const readOne = (): Promise<boolean> =>
    new Promise((resolve) => {
      let lastAt = 0;
      let isWhole = false;
      const socket = connect(Number(port), hostname, () => socket.write(request));
      socket.on("data", (piece: Buffer) => {
        const now = performance.now();
        // The head comes by itself or with the first event; the gap before that is no gap.
        if (lastAt > 0) gaps.push(now - lastAt);
        if (lastAt > 0 || piece.includes("data: ")) lastAt = now;
        if (!piece.includes("[DONE]")) return;
        isWhole = true;
        // Not every server closes where it is asked to, and one that keeps the connection would rest before the next crowd.
        socket.end();
      });
      // A server that resets some of a crowd has fewer whole streams to show.
      socket.on("error", () => {});
      socket.on("close", () => resolve(isWhole));
    });
  const readings: Promise<boolean>[] = [];
  for (let opened = 0; opened < streams; opened++) {
    readings.push(readOne());
    if (opened % Math.ceil(1 / openEveryMs) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const whole = (await Promise.all(readings)).filter(Boolean).length;
  return { whole, gaps: Float64Array.from(gaps) };
}
