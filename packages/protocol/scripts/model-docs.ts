import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { modelCatalogue } from "../src/models/model-catalogue.ts";
import type { ModelProfile } from "../src/models/model-profile.ts";

const folder = join(import.meta.dirname, "../src/chat-request");
const subjects: ReadonlyArray<[file: string, title: string]> = [
  ["chat-request.ts", "What every request has"],
  ["streaming.ts", "Streaming"],
  ["sampling.ts", "How the next token is drawn"],
  ["length.ts", "How much is written"],
  ["tool-use.ts", "Tools"],
  ["built-in-tools.ts", "Tools of the service"],
  ["thinking.ts", "Thinking"],
  ["output.ts", "The form of the answer"],
  ["special-models.ts", "Single families"],
  ["labels.ts", "Taken and ignored"],
];

/** The text of docs/models-and-parameters.md: parameters from the comments of their types, models from the catalogue. */
export function modelDocs(): string {
  const missing = readdirSync(folder).filter((file) => !subjects.some(([known]) => known === file));
  if (missing.length > 0) throw new Error(`${missing.join(", ")}: give it a title in scripts/model-docs.ts.`);
  return [
    "# Models and parameters",
    "",
    "<!-- Made from packages/protocol/src/chat-request/ and src/models/. Edit the comments and tables there, then run",
    "     `pnpm generate`. -->",
    "",
    "What a request to Model Studio's compatible chat interface may hold, and what is known of each model. Both are typed:",
    "an editor completes and explains them, and a misspelt field does not compile. *Both documents* are the two that this",
    "toolkit was made for, of 2024 and 2025; where later pages differ, it is said.",
    "",
    "## Parameters",
    "",
    ...subjects.flatMap(([file, title]) => [
      `### ${title}`,
      "",
      "| parameter | type | meaning |",
      "|---|---|---|",
      ...parametersIn(readFileSync(join(folder, file), "utf8")).map(parameterLine),
      "",
    ]),
    "A parameter that is newer than this package goes into `extra_body`, which is merged into the body. What contradicts",
    "what is told by `checkRequest` and by a [preflight](decisions/preflight.md): the rules are listed in",
    "[`@qwire/protocol`](../packages/protocol/README.md#preflight).",
    "",
    "## Models",
    "",
    "Hints, not gates: an unknown name is sent as it is, and a request is not refused because of a row here. `?` is not",
    "known for certain. Aliases move and regions differ; `findModel(id, override)` takes what you know better.",
    "",
    "| model | tools | thinking | streamed only | sees | hears | JSON | search | context | answer | thought | documents |",
    "|---|---|---|---|---|---|---|---|--:|--:|--:|---|",
    ...Object.entries(modelCatalogue).map(modelLine),
    "",
  ].join("\n");
}

type Parameter = { name: string; type: string; meaning: string };

/** The fields of the exported types ending in `Parameters` or `Request`, each with the comment before it. */
function parametersIn(source: string): Parameter[] {
  const body = /export type \w+(?:Parameters|Request) = \{\n([\s\S]*?\n)\}/.exec(source)?.[1] ?? "";
  const found = [...body.matchAll(/^ {2}\/\*\*([^]*?)\*\/\n {2}(\w+)\??: ([^]*?);\n(?= {2}\/\*\*|$(?![^]))/gm)].map(
    toParameter,
  );
  if (found.length === 0) throw new Error("There is no parameter with a comment.");
  return found;
}

function toParameter([, comment = "", name = "", type = ""]: RegExpMatchArray): Parameter {
  const meaning = comment
    .replaceAll(/^\s*\* ?/gm, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { name, type: withoutNull(type), meaning };
}

const withoutNull = (type: string): string =>
  type
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replace(/ \| null$/, "");

const parameterLine = ({ name, type, meaning }: Parameter): string =>
  `| \`${name}\` | \`${escaped(type)}\` | ${escaped(meaning)} |`;

const escaped = (text: string): string => text.replaceAll("|", "\\|");

function modelLine([id, model]: [string, ModelProfile]): string {
  const cells = [
    `\`${id}\``,
    yesNo(model.tools),
    model.thinking === "optional"
      ? `optional, ${model.thinksByDefault === true ? "on" : "off"}`
      : (model.thinking ?? "?"),
    model.streamOnly ?? "?",
    yesNo(model.vision),
    yesNo(model.hearing),
    model.json === null ? "?" : model.json.map((type) => type.replace("json_", "")).join(", ") || "no",
    yesNo(model.search),
    tokens(model.contextTokens),
    tokens(model.outputTokens),
    tokens(model.thinkingTokens),
    model.documents.join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

const yesNo = (flag: boolean | null): string => (flag === null ? "?" : flag ? "yes" : "no");
const tokens = (count: number | null): string => (count === null ? "?" : count.toLocaleString("en-US"));
