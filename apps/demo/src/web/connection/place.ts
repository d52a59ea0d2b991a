import type { PlaceInfo } from "../../serve/place-info.ts";

export type { PlaceFault, PlaceInfo } from "../../serve/place-info.ts";

/**
 * Asks the server what it is.
 *
 * @throws Error in one sentence, where the page may not or cannot ask
 */
export async function askPlace(): Promise<PlaceInfo> {
  const response = await fetch("/place.json");
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}.`);
  // Boundary: it is the server this page came from.
  return (await response.json()) as PlaceInfo;
}
