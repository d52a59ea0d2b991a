import type { ModelList } from "@qwire/protocol";
import { listedModels } from "../emulator/settings.ts";
import type { House } from "./house.ts";

/** The reply of `GET {base}/models`. `created` is the emulator's own time. */
export function listModels({ settings, clock }: House): ModelList {
  const created = Math.floor(clock.now() / 1000);
  const ids = settings.models ?? listedModels;
  return { object: "list", data: ids.map((id) => ({ id, object: "model", created, owned_by: "system" })) };
}
