import type * as z from "zod/mini";
import type { ChatRequest } from "../chat-request/chat-request.ts";
import { chatRequest } from "../chat-request/chat-request.ts";
import { isPlainRequest } from "../is-plain-request.ts";
import type { Finding, Path } from "./rule.ts";
import { replaceUnknownWords } from "./replace-unknown-words.ts";

/** What the schema says of a request. */
export type Shape = {
  /** Places of the wrong kind. */
  wrong: Finding[];
  /** Words newer than this package, or misspelt. */
  unknownWords: Finding[];
  /** What the rules may read: fields of the wrong kind are left out, unknown words have stand-ins. */
  readable: ChatRequest;
};

type Issue = z.core.$ZodIssue;

/** Holds anything to the schema of a request. Never throws. */
export function readShape(request: unknown): Shape {
  if (isPlainRequest(request)) return { wrong: [], unknownWords: [], readable: request };
  const { replaced, unknownWords } = replaceUnknownWords(request);
  const result = chatRequest.safeParse(replaced);
  if (result.success) return { wrong: [], unknownWords, readable: result.data };
  const wrong = result.error.issues.flatMap((issue) => findings(issue, replaced));
  return { wrong, unknownWords, readable: withoutWrongFields(replaced, wrong) };
}

/** One zod issue as findings. Of a union's branches the one that got furthest is meant. */
function findings(issue: Issue, request: unknown): Finding[] {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nested = furthest(issue.errors);
    const deeper = nested.flatMap((inner) => findings({ ...inner, path: [...issue.path, ...inner.path] }, request));
    if (nested.some((inner) => inner.path.length > 0)) return deeper;
    return [finding(issue.path, issue.errors.flat().flatMap(expectedTokens), request)];
  }
  return [finding(issue.path, expectedTokens(issue), request)];
}

function furthest(branches: Issue[][]): Issue[] {
  const reach = (branch: Issue[]): number => Math.max(0, ...branch.map((issue) => issue.path.length));
  const sorted = branches.toSorted((a, b) => reach(b) - reach(a) || a.length - b.length);
  return sorted[0] ?? [];
}

function expectedTokens(issue: Issue): string[] {
  switch (issue.code) {
    case "invalid_type":
      return [issue.expected];
    case "invalid_value":
      return issue.values.filter((value) => value !== "").map((value) => JSON.stringify(value));
    case "invalid_union":
      return "options" in issue ? (issue.options ?? []).map((option) => JSON.stringify(option)) : [];
    case "too_small":
      return ["nonempty"];
    default:
      return ["other"];
  }
}

function finding(zodPath: PropertyKey[], expected: string[], request: unknown): Finding {
  const path = zodPath.map((key) => (typeof key === "symbol" ? String(key) : key));
  const tokens = [...new Set(expected)].join("|") || "other";
  const kind = received(request, path);
  // Where one of a few words is meant, a wrong word is of the right kind.
  const isWrongWord = kind === "string" && tokens.startsWith('"');
  return { path, details: { expected: tokens, received: isWrongWord ? "word" : kind } };
}

function received(request: unknown, path: Path): string {
  const value = path.reduce<unknown>(
    (outer, key) => (typeof outer === "object" && outer !== null ? Reflect.get(outer, key) : undefined),
    request,
  );
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "empty" : "array";
  return Number.isNaN(value) ? "nan" : typeof value;
}

/** What is left when every field with something wrong inside is taken away; `model` and `messages` stay, empty. */
function withoutWrongFields(request: unknown, wrong: readonly Finding[]): ChatRequest {
  const bad = new Set(wrong.map(({ path }) => path[0]));
  const fields = typeof request === "object" && request !== null ? Object.entries(request) : [];
  const kept = Object.fromEntries(fields.filter(([field]) => !bad.has(field)));
  const parsed = chatRequest.safeParse({ model: "?", messages: [{ role: "user", content: "" }], ...kept });
  const sound = parsed.success ? parsed.data : { model: "?", messages: [] };
  return { ...sound, ...(bad.has("model") && { model: "?" }), ...("messages" in kept ? {} : { messages: [] }) };
}
