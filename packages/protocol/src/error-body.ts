import * as z from "zod/mini";

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

const word = z.nullish(z.union([z.string(), z.number()]));

const wrapped = z.looseObject({
  error: z.union([
    z.looseObject({ message: word, type: word, param: word, code: word, id: word, request_id: word }),
    z.string(),
  ]),
  id: word,
  request_id: word,
});

const native = z.looseObject({ code: z.union([z.string(), z.number()]), message: word, request_id: word });

/**
 * Reads an error payload that is already parsed: `{ error: {…} }` in all its forms, or the native
 * `{ code, message, request_id }`. Gives `null` when it is no error.
 */
export function readErrorBody(payload: unknown): ErrorBody | null {
  const outer = wrapped.safeParse(payload);
  if (outer.success) {
    const { error, id, request_id } = outer.data;
    const inner = typeof error === "string" ? { message: error } : error;
    return {
      code: text(inner.code),
      message: text(inner.message) ?? "",
      type: text(inner.type),
      param: text(inner.param),
      requestId: text(request_id) ?? text(inner.request_id) ?? text(inner.id) ?? fromCompletionId(text(id)),
    };
  }
  const leaked = native.safeParse(payload);
  if (!leaked.success || "choices" in leaked.data) return null;
  const { code, message, request_id } = leaked.data;
  return { code: text(code), message: text(message) ?? "", type: null, param: null, requestId: text(request_id) };
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

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}

/** `chatcmpl-<uuid>` carries the request id. */
function fromCompletionId(id: string | null): string | null {
  return id === null ? null : id.replace(/^chatcmpl-/, "");
}
