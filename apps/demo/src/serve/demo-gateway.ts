import { modelCatalogue } from "@qwire/protocol";
import { createGateway } from "@qwire/server/gateway";
import type { Gateway } from "@qwire/server/gateway";
import type { Upstream } from "../connect.ts";
import type { Doorkeeper } from "./doorkeeper.ts";

/** Keeps the key: the page asks here, with its cookie, and this asks the service. */
export function createDemoGateway(
  { baseURL, apiKey, kind }: Upstream,
  { door, origins, model }: { door: Doorkeeper; origins: readonly string[]; model: string },
): Gateway {
  return createGateway({
    apiKey,
    baseURL,
    models: [...new Set([model, ...Object.keys(modelCatalogue)])],
    origins,
    authorize: ({ headers }) => (door.knows(headers.get("cookie")) ? "page" : null),
    // The emulator hears what is to go wrong; the service never does.
    forwardHeaders: kind === "emulator" ? ["x-qwire-fault"] : [],
  });
}
