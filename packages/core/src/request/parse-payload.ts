import { decodeJson } from "@qwire/protocol/client";

/**
 * JSON from the service, without any `__proto__`; `undefined` when it is none. The parser's own error quotes the reply's
 * text, so it is dropped.
 */
export function parsePayload(json: string): unknown {
  try {
    return decodeJson(json);
  } catch {
    // Not JSON: the caller says what that means here.
    return undefined;
  }
}
