import type { ChatCompletionChunk, ChunkChoice, ChunkDelta } from "@qwire/protocol";

/**
 * A chunk with a hole. The service repeats the same JSON around one changing string; once a chunk was parsed and checked,
 * the text before and after that string is a proof: any event with the same text around another JSON string is the same
 * chunk with another string in the same place.
 */
export type ChunkTemplate = {
  /** The chunk this event is; `null` when it does not fit and has to be read the long way. */
  fill(json: string): ChatCompletionChunk | null;
};

/** Where the changing string may stand. */
type Field = "content" | "reasoning_content" | "arguments";

const mark = "~";

/** What a template needs besides its chunk. */
export type TemplateProof = {
  /** The long way itself, to prove the place of the hole. */
  read(json: string): ChatCompletionChunk | null;
  /** Earlier events of the stream: one of them must fit, which costs less to see than to make a template nobody uses. */
  earlier: readonly string[];
};

/**
 * Makes a template of a chunk that was read and checked the long way; `null` when the chunk is not of the simple kind.
 *
 * @param json the text the chunk was read from
 */
export function createChunkTemplate(
  json: string,
  chunk: ChatCompletionChunk,
  { read, earlier }: TemplateProof,
): ChunkTemplate | null {
  const field = changingField(chunk);
  const hole = field === null ? null : findString(json, field);
  if (field === null || hole === null) return null;
  const before = json.slice(0, hole.start);
  const after = json.slice(hole.end);
  // Comparing slices is several times faster than startsWith and endsWith, which go character by character.
  const endIn = (other: string): number => {
    const end = other.length - after.length;
    return end >= before.length && other.slice(0, before.length) === before && other.slice(end) === after ? end : -1;
  };
  if (!earlier.some((other) => endIn(other) >= 0)) return null;
  const make = maker(chunk, field);
  // Put a mark behind what is in the hole and read that the long way: nothing but the field may have changed.
  const marked = json.slice(hole.start, hole.end) + mark;
  const text = readString(marked);
  const proof = read(before + marked + after);
  if (text === null || proof === null || JSON.stringify(proof) !== JSON.stringify(make(text))) return null;

  return {
    fill(other) {
      const end = endIn(other);
      if (end < 0) return null;
      const text = readString(other.slice(before.length, end));
      return text === null ? null : make(text);
    },
  };
}

/** The one field that carries this chunk's text, if everything else in it is plain. */
function changingField({ choices, usage, ...head }: ChatCompletionChunk): Field | null {
  const [choice, ...others] = choices;
  if (choice === undefined || others.length > 0 || usage || !arePlain(head)) return null;
  const { delta, ...rest } = choice;
  const { tool_calls, ...texts } = delta;
  if (!arePlain(rest) || !arePlain(texts)) return null;
  if (tool_calls) {
    const [call, ...more] = tool_calls;
    const { function: called, ...identity } = call ?? {};
    if (more.length > 0 || !called || !arePlain(identity) || !arePlain(called)) return null;
    return typeof called.arguments === "string" && !texts.content && !texts.reasoning_content ? "arguments" : null;
  }
  const { content, reasoning_content } = texts;
  if (content && !reasoning_content) return "content";
  return reasoning_content && !content ? "reasoning_content" : null;
}

/** Nothing that two chunks could share by reference. */
function arePlain(fields: object): boolean {
  return Object.values(fields).every((value) => typeof value !== "object" || value === null);
}

const openings: { readonly [Name in Field]: RegExp } = {
  content: /"content"\s*:\s*"/,
  reasoning_content: /"reasoning_content"\s*:\s*"/,
  arguments: /"arguments"\s*:\s*"/,
};

/** The inside of the first string under this key, in the text; proven to be the right one by the caller. */
function findString(json: string, field: Field): { start: number; end: number } | null {
  const key = openings[field].exec(json);
  if (key === null) return null;
  const start = key.index + key[0].length;
  let end = start;
  while (end < json.length && json[end] !== '"') end += json[end] === "\\" ? 2 : 1;
  return end < json.length ? { start, end } : null;
}

/** The string between two quotes; `null` when it is not the inside of one JSON string. */
function readString(inside: string): string | null {
  if (isPlain(inside)) return inside;
  try {
    // A quote inside would end the string early and leave something behind it, which is no JSON: that throws.
    const text: unknown = JSON.parse(`"${inside}"`);
    return typeof text === "string" ? text : null;
  } catch {
    // Not the same shape: read it the long way.
    return null;
  }
}

/** Without a quote, a backslash or a control character. A loop, since pieces are short: a pattern takes longer to start. */
function isPlain(inside: string): boolean {
  for (let at = 0; at < inside.length; at += 1) {
    const code = inside.charCodeAt(at);
    if (code < 0x20 || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}

/** Copies the chunk with another text in the field; nothing is shared but plain values. */
function maker(chunk: ChatCompletionChunk, field: Field): (text: string) => ChatCompletionChunk {
  const { choices } = chunk;
  const choice = choices[0] as ChunkChoice;
  const { delta } = choice;
  const withDelta = (changed: ChunkDelta): ChatCompletionChunk => ({
    ...chunk,
    choices: [{ ...choice, delta: changed }],
  });
  if (field === "content") return (content) => withDelta({ ...delta, content });
  if (field === "reasoning_content") return (reasoning_content) => withDelta({ ...delta, reasoning_content });
  const call = delta.tool_calls?.[0];
  return (text) => withDelta({ ...delta, tool_calls: [{ ...call, function: { ...call?.function, arguments: text } }] });
}
