/** A reply as our emulator has written it: its headers but for those of the connection, and its body, a letter for each byte. */
export type RecordedReply = { headers: Record<string, string>; body: string };
/** What the bare server repeats. */
export type Recorded = { plain: RecordedReply; stream: RecordedReply };

/** Written by `node:http` itself. */
const ofConnection = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding"]);

/** Asks for a reply and keeps it. */
export async function recordReply(url: string, { stream }: { stream: boolean }): Promise<RecordedReply> {
  const asked = { model: "qwen-plus", messages: [{ role: "user", content: "hello" }], stream };
  const reply = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer any", "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  const headers = Object.fromEntries([...reply.headers].filter(([name]) => !ofConnection.has(name)));
  return { headers, body: Buffer.from(await reply.arrayBuffer()).toString("latin1") };
}

export const eventsPerStream = 50;
export const eventGapMs = 50;

/** The answer, piece by piece; all of one length, so that a server that cuts by length cuts it alike. */
export const pieces: readonly string[] = Array.from(
  { length: eventsPerStream },
  (_, at) => ` piece${String(at).padStart(3, "0")}`,
);
