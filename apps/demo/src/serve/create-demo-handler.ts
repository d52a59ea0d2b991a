import type { Reply, ServedExchange } from "./exchange.ts";
import { closedDoor } from "./closed-door.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import type { PlaceInfo } from "./place-info.ts";
import type { PageFile } from "./read-page.ts";
import { securityHeaders } from "./security-headers.ts";

/** What the demo's one server is made of. */
export type DemoHouse = {
  page: ReadonlyMap<string, PageFile>;
  info: PlaceInfo;
  door: Doorkeeper;
  /** The addresses this server answers to, as `Host` and as `Origin` have them. */
  hosts: readonly string[];
  origins: readonly string[];
  gateway: { handle(exchange: ServedExchange): Promise<Reply> };
};

const apiPath = "/compatible-mode/";

/** Page, entrance and gateway under one origin; nobody gets past the entrance without the cookie. */
export function createDemoHandler(house: DemoHouse): DemoHouse["gateway"] {
  return {
    async handle(exchange) {
      const reply = await route(exchange, house);
      return { ...reply, headers: { ...reply.headers, ...securityHeaders } };
    },
  };
}

async function route(
  exchange: ServedExchange,
  { page, info, door, hosts, origins, gateway }: DemoHouse,
): Promise<Reply> {
  const { method, path, header } = exchange;
  // A name that somebody points at this machine is not ours (DNS rebinding).
  if (!hosts.includes(header("host") ?? "")) return text(421, "This server answers to its printed address only.");
  const origin = header("origin");
  if (origin !== undefined && !origins.includes(origin)) return text(403, `Pages of ${origin} may not ask here.`);
  if (path.startsWith(apiPath)) {
    // Browsers name the origin of every POST. Who does not is no page of ours.
    if (method === "POST" && origin === undefined) return text(403, "A request without an Origin is not taken here.");
    return gateway.handle(exchange);
  }
  if (method !== "GET") return { ...text(405, "Only GET."), headers: { allow: "GET", "content-type": plain } };
  if (path.startsWith("/enter/")) return enter(exchange, door);
  if (!door.knows(header("cookie"))) return { status: 403, headers: pageHeaders, body: closedDoor };
  if (path === "/place.json") {
    return { status: 200, headers: { ...fresh, "content-type": "application/json" }, body: JSON.stringify(info) };
  }
  const file = page.get(path === "/" ? "/index.html" : path);
  if (file === undefined) return text(404, "There is no such page.");
  const headers = { "content-type": file.type, etag: file.etag, "cache-control": "no-cache" };
  if (header("if-none-match") === file.etag) return { status: 304, headers, body: "" };
  return { status: 200, headers, body: file.body };
}

/** A used link still leads in whoever is in already. */
function enter({ path, header }: ServedExchange, door: Doorkeeper): Reply {
  // A browser that only guesses where its user may go must not use the link up.
  if (/\bpre(fetch|render)\b/.test(header("sec-purpose") ?? "")) return text(503, "Come yourself.");
  const toPage = { ...fresh, location: "/" };
  if (door.knows(header("cookie"))) return { status: 303, headers: toPage, body: "" };
  const cookie = door.enter(path.slice("/enter/".length));
  if (cookie === null) return { status: 403, headers: pageHeaders, body: closedDoor };
  return { status: 303, headers: { ...toPage, "set-cookie": cookie }, body: "" };
}

const plain = "text/plain; charset=utf-8";
const fresh = { "cache-control": "no-store" };
const pageHeaders = { ...fresh, "content-type": "text/html; charset=utf-8" };

function text(status: number, body: string): Reply {
  return { status, headers: { ...fresh, "content-type": plain }, body };
}
