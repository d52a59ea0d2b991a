const words = 'the weather in 杭州 is fine today "they say" and rain\ncomes later'.split(" ");

/** A JSON object of about so many characters: records of texts, numbers, flags and lists, as models are asked for. */
export function jsonDocument(characters: number): string {
  const items: object[] = [];
  for (let size = 0, at = 0; size < characters; at++) {
    const note = Array.from({ length: 12 }, (_, word) => words[(at + word) % words.length]).join(" ");
    const item = { id: at, name: `item ${at}`, fresh: at % 3 === 0, score: at * 1.5, note, tags: ["a", "b", null] };
    items.push(item);
    size += JSON.stringify(item).length + 1;
  }
  return JSON.stringify({ items });
}
