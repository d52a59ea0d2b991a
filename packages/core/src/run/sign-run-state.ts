import type { RunState } from "./run-state.ts";

// Loaded by runs with a `stateKey`. It imports nothing that others do: bundlers would cut what is shared into pieces.

/** The state with its signature. The order of keys does not matter: databases change it. */
export async function signRunState(state: RunState, stateKey: string): Promise<RunState> {
  const { signature: _, ...bare } = state;
  const bytes = await crypto.subtle.sign("HMAC", await importKey(stateKey), toBytes(bare));
  return { ...bare, signature: toBase64(new Uint8Array(bytes)) };
}

/** Why the state is not what was signed with this key; `null`: it is. */
export async function faultOfSignature(state: RunState, stateKey: string): Promise<string | null> {
  const { signature, ...bare } = state;
  if (typeof signature !== "string") return "it is not signed, and a stateKey was given";
  const given = fromBase64(signature);
  // The runtime compares in constant time.
  const isGood =
    given !== null && (await crypto.subtle.verify("HMAC", await importKey(stateKey), given, toBytes(bare)));
  return isGood ? null : "it was changed since it was signed, or signed with another stateKey";
}

function importKey(stateKey: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new TextEncoder().encode(stateKey), algorithm, false, ["sign", "verify"]);
}

function toBytes(state: object): Uint8Array<ArrayBuffer> {
  // Through JSON first: what storing drops (`undefined`) must not be signed.
  return new TextEncoder().encode(JSON.stringify(sorted(JSON.parse(JSON.stringify(state)))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    // No base64, so no signature of ours.
    return null;
  }
}
