import type { ChatRequest } from "@qwire/protocol";
import { writeArguments } from "../../reply/write-arguments.ts";
import { fillArguments } from "./fill-arguments.ts";
import { findNames } from "./find-names.ts";
import type { Clause } from "./read-question.ts";
import { splitWords } from "./split-words.ts";

/**
 * An answer in the form the request asks for: as it is, as a JSON object, or as JSON after the given schema, filled from
 * the question's words and, where those say nothing, with the answer.
 */
export function formatAnswer(text: string, question: string, { response_format: format }: ChatRequest): string {
  if (format?.type === "json_object") return writeArguments({ answer: text });
  if (format?.type !== "json_schema") return text;
  const clause: Clause = { words: splitWords(question), topics: null, topicAt: [], opens: true, asks: false };
  const { name, schema = {} } = format.json_schema;
  const filled = fillArguments(
    { name, parameters: schema },
    {
      words: clause.words,
      names: (taken) => findNames(question, clause, taken).names.map((one) => ({ name: one, preposition: null })),
      otherwise: text,
    },
  );
  return writeArguments(filled.type === "inputs" ? (filled.inputs[0] ?? {}) : {});
}
