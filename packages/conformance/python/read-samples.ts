/** One sample of a document: code to run, and what is printed below it. */
export type Sample = {
  kind: "openai" | "openai-stream" | "functions" | "langchain" | "langchain-stream" | "curl" | "curl-stream";
  code: string;
  /** The payloads the document prints for it; none where it shows a picture. */
  printed: unknown[];
};

/** Takes the samples out of a document's text, in its order. */
export function readSamples(document: string): Sample[] {
  const found = [...document.matchAll(python), ...document.matchAll(curl)].toSorted((a, b) => a.index - b.index);
  return found.map((match, at) => {
    const [code] = match;
    const behind = document.slice(match.index + code.length, found[at + 1]?.index);
    return { kind: kindOf(code), code, printed: readPayloads(behind) };
  });
}

/** From the first import to the call at the end; from `curl` to the end of its quoted body. */
const python = /^from (?:openai|langchain_openai) import [\s\S]*?^if __name__ == .*\n.*\(\)$/gm;
const curl = /^curl [\s\S]*?^}'$/gm;

function kindOf(code: string): Sample["kind"] {
  if (code.startsWith("curl")) return /"stream":\s*true/.test(code) ? "curl-stream" : "curl";
  if (code.includes("langchain_openai")) return code.includes("llm.stream(") ? "langchain-stream" : "langchain";
  if (code.includes("tool_calls")) return "functions";
  return code.includes("stream=True") ? "openai-stream" : "openai";
}

/** One JSON value over several lines, or one a line, with or without `data: ` before it. */
export function readPayloads(text: string): unknown[] {
  const lines = text.split("\n").map((line) => line.replace(/^data: /, "").trim());
  const single = lines.flatMap((line) => (/^\{.+\}$/.test(line) ? [JSON.parse(line) as unknown] : []));
  if (single.length > 0) return single;
  const [start, end] = [lines.indexOf("{"), lines.lastIndexOf("}")];
  return start === -1 || end < start ? [] : [JSON.parse(firstValue(lines.slice(start, end + 1))) as unknown];
}

/** Lines up to where the brackets are closed again: more JSON may follow. */
function firstValue(lines: readonly string[]): string {
  let depth = 0;
  const end = lines.findIndex((line) => {
    depth += (line.match(/[{[]/g)?.length ?? 0) - (line.match(/[}\]]/g)?.length ?? 0);
    return depth === 0;
  });
  return lines.slice(0, end + 1).join("\n");
}
