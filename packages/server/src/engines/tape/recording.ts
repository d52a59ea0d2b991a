import { decodeExactJson, encodeJson } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";
import type { Turn } from "../../emulator/engine.ts";
import type { Step } from "../../emulator/step.ts";
import { fileOf } from "./tape.ts";
import type { Tape } from "./tape.ts";

/** One exchange, as it is kept. */
export type Recording = { request: ChatRequest; steps: readonly TimedStep[] };

/** A step, and when it came: milliseconds since the request. */
export type TimedStep = { atMs: number; step: Step };

const version = 1;

/**
 * The name of a recording: the model, a hash of the whole request, which of its choices, and the how-manieth of equal
 * requests. The same request gets the same name in every run.
 *
 * @param before how many of the same request and choice were kept before it
 */
export function recordingName(
  { model }: ChatRequest,
  { key, choice, before }: Pick<Turn, "key" | "choice"> & { before: number },
): string {
  const readable = model.replaceAll(/[^\w.-]+/g, "-").slice(0, 60);
  const name = [readable, key.slice(0, 16), ...(choice > 0 ? [`choice${choice}`] : [])].join("-");
  return before > 0 ? `${name}-${before + 1}` : name;
}

/** The names a tape holds for a request and choice, in the order they were kept in; some may be gone. */
export async function recordingNames(
  tape: Tape,
  request: ChatRequest,
  of: Pick<Turn, "key" | "choice">,
): Promise<string[]> {
  const first = recordingName(request, { ...of, before: 0 });
  const numberOf = (name: string): number => {
    if (name === first) return 1;
    const behind = name.startsWith(`${first}-`) ? name.slice(first.length + 1) : "";
    return /^\d+$/.test(behind) ? Number(behind) : 0;
  };
  const names = (await tape.names()).filter((name) => numberOf(name) > 0);
  return names.toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** Whether a name is one of those, rather than that of another file beside them. */
export function isRecordingName(name: string): boolean {
  return /^[\w.-]+-[0-9a-f]{16}(-choice\d+)?(-\d+)?$/.test(name);
}

/** A recording as a text that people can read, compare and change: the request laid out, each step on a line. */
export function writeRecording({ request, steps }: Recording): string {
  const lines = steps.map(({ atMs, step }) => `    ${encodeJson({ atMs, ...readable(step) })}`);
  return `{\n  "version": ${version},\n  "request": ${laidOut(request)},\n  "steps": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** The recording under a name, or `null`. @throws TypeError, with its file, on what is no recording of this version */
export async function readRecording(tape: Tape, name: string): Promise<Recording | null> {
  const text = await tape.read(name);
  if (text === null) return null;
  const file = decode(text, fileOf(tape, name));
  if (typeof file !== "object" || file === null || Reflect.get(file, "version") !== version) {
    throw new TypeError(`${fileOf(tape, name)} is no recording of version ${version}.`);
  }
  // Boundary: our own file, whose version says its form; a step that is none is the engine's to refuse.
  const { request, steps } = file as { request: ChatRequest; steps: Array<{ atMs: number } & Step> };
  return { request, steps: steps.map(({ atMs, ...step }) => ({ atMs, step: raw(step) })) };
}

function decode(text: string, where: string): unknown {
  try {
    return decodeExactJson(text);
  } catch (cause) {
    throw new TypeError(`${where} is not JSON.`, { cause });
  }
}

/** A payload is laid open where reading and writing it gives the same bytes again. */
function readable(step: Step): object {
  if (!("frame" in step) || step.frame === null) return step;
  try {
    const frame = decodeExactJson(step.frame);
    if (typeof frame === "object" && frame !== null && encodeJson(frame) === step.frame) return { frame };
  } catch {
    // No JSON: it stands as the text it is.
  }
  return step;
}

function raw(step: Step): Step {
  return "frame" in step && typeof step.frame === "object" && step.frame !== null
    ? { frame: encodeJson(step.frame) }
    : step;
}

function laidOut(request: ChatRequest): string {
  try {
    return JSON.stringify(request, null, 2).replaceAll("\n", "\n  ");
  } catch {
    // A big integer: exact, on one line.
    return encodeJson(request);
  }
}
