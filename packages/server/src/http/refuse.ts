import { createRandom, hashNumber, hashText, randomUuid } from "../emulator/random.ts";
import type { ApiError } from "./api-error.ts";
import type { Exchange } from "./exchange.ts";
import type { House } from "./house.ts";
import type { RoutedReply } from "./routed-reply.ts";
import { jsonType } from "./service-headers.ts";
import { writeError } from "./write-error.ts";

/** The reply to what is not answered. */
export function refuse(error: ApiError, { method, path }: Exchange, house: House): RoutedReply {
  const requestId = requestIdOf(`${method} ${path} ${error.message}`, house);
  const body = JSON.stringify(writeError(error, requestId));
  return { status: error.status, headers: { "content-type": jsonType }, body, requestId };
}

/** An id for a reply no engine was asked for: from the seed, what was asked, and how often. */
export function requestIdOf(asked: string, { settings, memory }: House): string {
  const hash = hashText(asked);
  return randomUuid(createRandom(`/${settings.seed}/${memory.count(hashNumber(hash))}`, hash));
}
