/** The text of each chunk, by the loop people write by hand: TextDecoder, split, JSON.parse. */
export async function* parseText(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open = "";
  for await (const piece of body) {
    const events = (open + decoder.decode(piece, { stream: true })).split("\n\n");
    open = events.pop() ?? "";
    for (const event of events) {
      const data = event.slice("data: ".length);
      if (data === "[DONE]") continue;
      const text: unknown = JSON.parse(data).choices[0]?.delta.content;
      if (typeof text === "string" && text !== "") yield text;
    }
  }
}
