import { ok } from "node:assert/strict";
import { createEmulator } from "@qwire/server";
import type { Emulator, EmulatorOptions, Fetch } from "@qwire/server";
import type { Gateway } from "@qwire/server/gateway";
import type { Listening, ListenOptions } from "@qwire/server/node";
import type { Promised } from "../promise.ts";

/** What can be served. */
export type Target = Emulator | Gateway;

/** One that is. */
export type Served = { url: string; fetch: Fetch; close(): Promise<void> };

/** What a runtime brings: its `listen`, where it has sockets to listen on. */
export type ServerGround = {
  listen: ((target: Target, at?: ListenOptions) => Promise<Listening>) | null;
};

export type ServerPromise = Promised<ServerGround>;

/** Over a socket, and as a function from request to response where there are none. */
export async function serve({ listen }: ServerGround, target: Target): Promise<Served> {
  if (listen !== null) return { fetch: (url, init) => fetch(url, init), ...(await listen(target)) };
  const answer: Fetch = "fetch" in target ? target.fetch : (url, init) => target(new Request(url, init));
  return { url: "http://emulator/compatible-mode/v1", fetch: answer, close: async () => undefined };
}

/** The runtime's `listen`, for promises that need one. */
export function listenOf({ listen }: ServerGround): NonNullable<ServerGround["listen"]> {
  if (listen === null) throw new Error("There are no sockets to listen on.");
  return listen;
}

/** What a server is asked with. */
export type Asking = Served & { emulator: Emulator; post(body: unknown, signal?: AbortSignal): Promise<Response> };

/** A run over a server of its own. */
export function served(options: EmulatorOptions, use: (asking: Asking) => Promise<void>): ServerPromise["run"] {
  return async (ground) => {
    const emulator = createEmulator(options);
    const server = await serve(ground, emulator);
    try {
      await use({ ...server, emulator, post: (body, signal) => post(server, body, signal) });
    } finally {
      await server.close();
    }
  };
}

/** Asks for a reply. */
export function post(
  { url, fetch: ask }: Pick<Served, "url" | "fetch">,
  body: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  return ask(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

export function userAsks(content: string, rest: { stream?: boolean } = {}): object {
  return { model: "qwen-plus", messages: [{ role: "user", content }], ...rest };
}

export function pause(waitMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, waitMs));
}

/** Looks again and again: other processes' sockets tell nobody. */
export async function until(holds: () => boolean): Promise<void> {
  for (let left = 500; left > 0 && !holds(); left--) await pause(10);
  ok(holds(), "it did not come to be");
}
