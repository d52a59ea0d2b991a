import type { ModelList } from "@qwire/protocol";
import type { House } from "./house.ts";
import { knownModels } from "./known-models.ts";

/** The reply of `GET {base}/models`. `created` is the emulator's own time. */
export function listModels({ settings, clock }: House): ModelList {
  const created = Math.floor(clock.now() / 1000);
  const data = knownModels(settings).map((id) => ({ id, object: "model" as const, created, owned_by: "system" }));
  return { object: "list", data };
}
