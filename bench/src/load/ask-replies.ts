import { ask } from "../gateway/ask.ts";

/** Plain replies a second, asked for by Node's own client of HTTP over so many kept connections, for so many milliseconds. */
export async function askReplies(
  url: string,
  { connections, forMs }: { connections: number; forMs: number },
): Promise<{ replies: number; perSecond: number }> {
  const begunAt = performance.now();
  let replies = 0;
  const askOn = async (): Promise<void> => {
    for (; performance.now() - begunAt < forMs; replies++) await ask({ url, headers: {}, bench: "plain" });
  };
  await Promise.all(Array.from({ length: connections }, askOn));
  return { replies, perSecond: (replies / (performance.now() - begunAt)) * 1000 };
}
