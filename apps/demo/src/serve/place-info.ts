import { serviceSentences } from "@qwire/protocol";
import type { ErrorCode } from "@qwire/protocol";
import { faultWords } from "@qwire/server";

/** What the page is told of the place it talks to. No key, no address with a name in it. */
export type PlaceInfo = {
  kind: "emulator" | "service";
  /** What to ask unless somebody chooses. */
  model: string;
  /** The owner's question, or the one of the command line. */
  question: string;
  /** What can be summoned to go wrong; empty with the real service. */
  faults: PlaceFault[];
};

/** One fault: a word of the emulator on the way, or an error of the service by its name. */
export type PlaceFault = { kind: "way"; word: string; says: string } | { kind: "service"; word: ErrorCode };

/** Everything an emulator can be asked to do wrong. */
export function listFaults(): PlaceFault[] {
  const way = Object.entries(faultWords).map(([word, says]): PlaceFault => ({ kind: "way", word, says }));
  // Boundary: the compiler types the keys of any object as plain strings; this one is closed.
  const names = Object.keys(serviceSentences) as ErrorCode[];
  return [...way, ...names.map((word): PlaceFault => ({ kind: "service", word }))];
}
