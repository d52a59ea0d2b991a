import { createParser } from "eventsource-parser";
import type { GatewayReply } from "../../gateway/transport.ts";

/** The data of each event, as the network brings them. @throws what the connection does */
export async function* readEvents({ body }: GatewayReply): AsyncGenerator<string, void> {
  const ready: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void ready.push(data) });
  const decoder = new TextDecoder();
  for await (const piece of body ?? []) {
    parser.feed(decoder.decode(piece, { stream: true }));
    yield* ready.splice(0);
  }
}
