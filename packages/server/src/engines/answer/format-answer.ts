import type { ChatRequest } from "@qwire/protocol";
import { writeArguments } from "../../reply/write-arguments.ts";
import { fillArguments } from "./fill-arguments.ts";
import { findWrittenSchema } from "./find-written-schema.ts";
import { findNames } from "./find-names.ts";
import type { Clause } from "./read-question.ts";
import { splitWords } from "./split-words.ts";

/**
 * An answer in the form the request asks for: as it is, as a JSON object, or as JSON after a schema, filled from the
 * question's words and, where those say nothing, with the answer. For a JSON object the schema is what a message holds, if
 * one does.
 */
export function formatAnswer(
  text: string,
  question: string,
  { response_format: format, messages }: ChatRequest,
): string {
  if (format?.type !== "json_object" && format?.type !== "json_schema") return text;
  const { name, schema = {} } =
    format.type === "json_schema" ? format.json_schema : { name: "", schema: findWrittenSchema(messages) };
  if (schema === null) return writeArguments({ answer: text });
  const clause: Clause = { words: splitWords(question), topics: null, topicAt: [], opens: true, asks: false };
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
