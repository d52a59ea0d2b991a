const encoder = new TextEncoder();
const nothing = new Uint8Array();

/**
 * Takes the usage chunk out of a block of whole events: it was asked for by the gateway, not by the client. Nearly no
 * block holds one, and those come back as they are.
 */
export function stripUsage(block: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(block);
  if (!/"choices": ?\[\]/.test(text)) return block;
  const events = text.split(/(?<=\n\r?\n|\r\r)/);
  const rest = events.filter((event) => !isUsageEvent(event));
  if (rest.length === events.length) return block;
  return rest.length === 0 ? nothing : encoder.encode(rest.join(""));
}

function isUsageEvent(event: string): boolean {
  const payload = /^data: ?(\{.*\})\s*$/.exec(event)?.[1];
  if (payload === undefined) return false;
  try {
    const chunk: unknown = JSON.parse(payload);
    return (
      isRecord(chunk) && Array.isArray(chunk["choices"]) && chunk["choices"].length === 0 && isRecord(chunk["usage"])
    );
  } catch {
    // No JSON: whatever it is, it is for the client.
    return false;
  }
}

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}
