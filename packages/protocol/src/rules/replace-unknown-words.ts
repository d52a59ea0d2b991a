import type { Finding, Path } from "./rule.ts";

type Known = { readonly words: readonly string[]; standIn(at: number): unknown };
type Sorted = { value: unknown; findings: Finding[] };
type Fields = { readonly [field: string]: unknown };

const parts: Known = {
  words: ["text", "image_url", "input_audio", "video", "video_url"],
  standIn: () => ({ type: "text", text: "" }),
};
const tools: Known = {
  words: ["function"],
  standIn: (at) => ({ type: "function", function: { name: `unknown-kind-${at}` } }),
};
/** `function` and `plugin` stand in the service's own list of roles (its words); we have no type for them. */
const roles: Known = { words: ["system", "user", "assistant", "tool"], standIn: () => ({ role: "user", content: "" }) };
const oldRoles = ["function", "plugin"];
const formats: Known = { words: ["text", "json_object", "json_schema"], standIn: () => null };
const choices: Known = { words: ["auto", "none", "required"], standIn: () => null };

/**
 * Kinds of parts, tools, formats, choices and roles that this package does not know must not make a request wrong:
 * they are told apart and replaced by something harmless of the right shape, so that the schema can judge the rest.
 */
export function replaceUnknownWords(request: unknown): { replaced: unknown; unknownWords: Finding[] } {
  if (!isFields(request)) return { replaced: request, unknownWords: [] };
  const found: { readonly [field: string]: Sorted } = {
    messages: each(request["messages"], ["messages"], message),
    tools: each(request["tools"], ["tools"], (entry, path, at) => byType(entry, path, { ...tools, at })),
    response_format: byType(request["response_format"], ["response_format"], { ...formats, at: 0 }),
    tool_choice: choice(request["tool_choice"]),
  };
  const changed = Object.entries(found).filter(([, { findings }]) => findings.length > 0);
  return {
    replaced: { ...request, ...Object.fromEntries(changed.map(([field, { value }]) => [field, value])) },
    unknownWords: changed.flatMap(([, { findings }]) => findings),
  };
}

function message(entry: unknown, path: Path): Sorted {
  if (!isFields(entry)) return { value: entry, findings: [] };
  const role = entry["role"];
  if (typeof role === "string" && oldRoles.includes(role)) {
    return { value: roles.standIn(0), findings: [unknown([...path, "role"], role, roles)] };
  }
  const content = each(entry["content"], [...path, "content"], (part, at) => byType(part, at, { ...parts, at: 0 }));
  return content.findings.length > 0
    ? { value: { ...entry, content: content.value }, findings: content.findings }
    : { value: entry, findings: [] };
}

function choice(value: unknown): Sorted {
  if (typeof value === "string" && !choices.words.includes(value)) {
    return { value: null, findings: [unknown(["tool_choice"], value, choices)] };
  }
  return byType(value, ["tool_choice"], { words: ["function"], standIn: () => null, at: 0 });
}

/** An object whose `type` is a word that is not among the known ones. */
function byType(value: unknown, path: Path, { at, ...known }: Known & { at: number }): Sorted {
  const type = isFields(value) ? value["type"] : undefined;
  if (typeof type !== "string" || known.words.includes(type)) return { value, findings: [] };
  return { value: known.standIn(at), findings: [unknown([...path, "type"], type, known)] };
}

function each(list: unknown, path: Path, sort: (entry: unknown, path: Path, at: number) => Sorted): Sorted {
  if (!Array.isArray(list)) return { value: list, findings: [] };
  const sorted = list.map((entry: unknown, at) => sort(entry, [...path, at], at));
  return { value: sorted.map(({ value }) => value), findings: sorted.flatMap(({ findings }) => findings) };
}

function unknown(path: Path, word: string, { words }: Known): Finding {
  return { path, details: { word, expected: words.map((known) => JSON.stringify(known)).join("|") } };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
