import type { ChatRequest, JsonSchema } from "@qwire/protocol";
import { writeArguments } from "../../reply/write-arguments.ts";
import { fillArguments } from "./fill-arguments.ts";
import { findWrittenSchema } from "./find-written-schema.ts";
import { findNames } from "./find-names.ts";
import { obeyLimits } from "./obey-limits.ts";
import type { Clause } from "./read-question.ts";
import { splitWords } from "./split-words.ts";

/**
 * An answer in the form the request asks for: as it is, as a JSON object, or as JSON after a schema and within its limits,
 * filled from the question's words and, where those say nothing, with the answer. For a JSON object the schema is what a
 * message holds, if one does.
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
  const value = filled.type === "inputs" ? (filled.inputs[0] ?? {}) : {};
  const make = (items: JsonSchema): unknown => makeItem(items, schema, text);
  return writeArguments(obeyLimits(value, schema, { root: schema, make, left: mostAdded }));
}

/** Items that lists are filled up with, all in all. */
const mostAdded = 1000;

/** A value nobody said anything of. */
function makeItem(items: JsonSchema, root: JsonSchema, otherwise: string): unknown {
  const parameters = { ...root, type: "object", properties: { item: items }, required: ["item"] };
  const filled = fillArguments({ name: "", parameters }, { words: [], names: () => [], otherwise });
  return filled.type === "inputs" ? filled.inputs[0]?.["item"] : undefined;
}
