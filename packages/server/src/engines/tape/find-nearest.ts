import type { ChatRequest } from "@qwire/protocol";
import { stableText } from "../../emulator/stable-text.ts";
import { readRecording } from "./recording.ts";
import { fileOf } from "./tape.ts";
import type { Tape } from "./tape.ts";

/** The recording that is most like a request. */
export type Nearest = {
  /** The file it is in, or its name. */
  file: string;
  /** Where it differs, at most three places, such as `messages[1].content`. No value is told: it may be a prompt. */
  paths: string[];
};

/** As many recordings as are looked at, and places as are told. */
const mostRead = 1000;
const mostTold = 3;

/** Looks through a tape for the request with the fewest differences; `null` where it holds none. */
export async function findNearest(tape: Tape, request: ChatRequest): Promise<Nearest | null> {
  let nearest: (Nearest & { count: number }) | null = null;
  for (const name of (await tape.names()).toSorted().slice(0, mostRead)) {
    const paths = differences((await readRecording(tape, name))?.request ?? null, request, "");
    if (nearest !== null && paths.length >= nearest.count) continue;
    nearest = { file: fileOf(tape, name), paths: paths.slice(0, mostTold), count: paths.length };
  }
  return nearest && { file: nearest.file, paths: nearest.paths };
}

/** The paths at which two values are not the same. */
function differences(before: unknown, now: unknown, path: string): string[] {
  if (!isNested(before) || !isNested(now) || Array.isArray(before) !== Array.isArray(now)) {
    return stableText(before) === stableText(now) ? [] : [path === "" ? "the request" : path];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...keys].flatMap((key) => {
    const place = Array.isArray(now) ? `${path}[${key}]` : `${path}${path === "" ? "" : "."}${key}`;
    return differences(Reflect.get(before, key), Reflect.get(now, key), place);
  });
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
