/** What a path leads to, under any prefix. */
export type Endpoint = { name: "chat" } | { name: "models" } | { name: "model"; id: string } | null;

const chat: Endpoint = { name: "chat" };

/** `…/chat/completions`, `…/models` and `…/models/{id}`; `null`: nothing. */
export function endpointOf(path: string): Endpoint {
  // As nearly every request has it.
  if (path.endsWith("/chat/completions")) return chat;
  const end = /\/(chat\/completions|models)\/*$/.exec(path)?.[1];
  if (end !== undefined) return { name: end === "models" ? "models" : "chat" };
  const id = /\/models\/+(.+)$/.exec(path)?.[1];
  return id === undefined ? null : { name: "model", id: decoded(id) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not escaped as it should be: no model has such a name.
    return text;
  }
}
