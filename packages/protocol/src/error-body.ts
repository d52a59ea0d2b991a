import { isRecord } from "./is-record.ts";
import type { Fields } from "./is-record.ts";

/** The body of an error as the compatible interface sends it (error sample of both documents; recorded). */
export type WireError = {
  error: { message: string; type?: string | null; param?: string | null; code?: string | null };
  /** Given when the model's layer refused. */
  id?: string;
  request_id?: string;
};

/** What any error body says, whatever its shape. */
export type ErrorBody = {
  /** The service's own code; `null` when it gives none (a missing key is told that way). */
  code: string | null;
  message: string;
  type: string | null;
  param: string | null;
  requestId: string | null;
};

/**
 * Reads an error payload that is already parsed: `{ error: {…} }` in all its forms, or the native
 * `{ code, message, request_id }`. Gives `null` when it is no error.
 */
export function readErrorBody(payload: unknown): ErrorBody | null {
  if (!isRecord(payload)) return null;
  const { error, id, request_id } = payload;
  const inner = typeof error === "string" ? { message: error } : error;
  if (isRecord(inner)) {
    const requestId = word(request_id) ?? word(inner["request_id"]) ?? word(inner["id"]) ?? fromCompletionId(word(id));
    return errorBody(inner, requestId);
  }
  const { code } = payload;
  const isNative = (typeof code === "string" || typeof code === "number") && !("choices" in payload);
  return isNative ? errorBody({ code, message: payload["message"] }, word(request_id)) : null;
}

function errorBody({ code, message, type, param }: Fields, requestId: string | null): ErrorBody {
  return { code: word(code), message: word(message) ?? "", type: word(type), param: word(param), requestId };
}

/**
 * Reads an error body as it came: JSON, JSON framed as an event stream (a 400 to a streamed request), or the native
 * frame with `:HTTP_STATUS/429`. Gives `null` when the text is none of these.
 */
export function parseErrorBody(body: string): (ErrorBody & { status: number | null }) | null {
  const status = /^:\s*HTTP_STATUS\/(\d{3})\s*$/m.exec(body)?.[1];
  for (const candidate of [body.replace(/^\uFEFF/, ""), ...eventData(body)]) {
    const parsed = readErrorBody(tryParse(candidate));
    if (parsed !== null) return { ...parsed, status: status === undefined ? null : Number(status) };
  }
  return null;
}

/** The data of each event: its `data:` lines joined, as the event stream format has it, and each line by itself. */
function eventData(body: string): string[] {
  const events = body.replaceAll(/\r\n?/g, "\n").split(/\n{2,}/);
  return events.flatMap((event) => {
    const lines = event.split("\n").flatMap(dataLine);
    return [lines.join("\n"), ...lines];
  });
}

function dataLine(line: string): string[] {
  return line.startsWith("data:") ? [line.slice("data:".length)] : [];
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not JSON: the caller tries the next form.
    return undefined;
  }
}

/** Codes may be numbers. What is no word, and an empty one, reads as missing. */
function word(value: unknown): string | null {
  return (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : null;
}

/** `chatcmpl-<uuid>` carries the request id. */
function fromCompletionId(id: string | null): string | null {
  return id === null ? null : id.replace(/^chatcmpl-/, "");
}
