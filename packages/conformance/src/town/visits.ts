import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { VisitRecord } from "./town-address.ts";

/** What the town keeps of one visit. */
export type Visit = {
  record(): VisitRecord;
  /** Notes a request and what becomes of its reply. */
  note(request: IncomingMessage, reply: ServerResponse): Promise<void>;
  /** Notes what the network took. */
  wrote(bytes: number): void;
  /** Resolves when the visitor gives the next sign. */
  nextSign(): Promise<void>;
  sign(): void;
  /** Resolves when the visitor has asked, or has left a reply. */
  until(what: "asked" | "left"): Promise<void>;
};

/** The visits by name; one that was never made is an empty one. */
export function createVisits(): (name: string) => Visit {
  const visits = new Map<string, Visit>();
  return (name) => {
    const visit = visits.get(name) ?? createVisit();
    visits.set(name, visit);
    return visit;
  };
}

function createVisit(): Visit {
  const requests: VisitRecord["requests"] = [];
  const sockets = new Set<Socket>();
  let [left, written, signs] = [0, 0, 0];
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  const once = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  let taken = 0;

  return {
    record() {
      const open = [...sockets].filter((socket) => !socket.destroyed).length;
      return { requests, left, connections: sockets.size, open, written };
    },
    async note(request, reply) {
      sockets.add(request.socket);
      reply.on("close", () => {
        if (!reply.writableFinished) left += 1;
        changed();
      });
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const { method = "", url: path = "", headers } = request;
      requests.push({ method, path, headers, body: Buffer.concat(pieces).toString() });
      changed();
    },
    wrote(bytes) {
      written += bytes;
    },
    nextSign() {
      const mine = (taken += 1);
      return once(() => signs >= mine);
    },
    sign() {
      signs += 1;
      changed();
    },
    until: (what) => once(() => (what === "asked" ? requests.length : left) > 0),
  };
}
