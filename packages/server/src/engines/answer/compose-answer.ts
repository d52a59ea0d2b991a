import type { ToolResult } from "./conversation.ts";
import type { Language } from "./language.ts";
import { phrases } from "./phrases.ts";
import type { Plan } from "./plan-calls.ts";

/** An answer made of what the tools said, of what could not be asked, and of what no tool is for. */
export function composeAnswer(
  results: readonly ToolResult[],
  { missing, unmatched }: Pick<Plan, "missing" | "unmatched">,
  language: Language,
): string {
  const say = phrases[language];
  const told = results.map((result) => toSentence(result, language)).join(say.between);
  const lacking = missing.map(({ tool, property }) => say.missing(tool.function.name, describe(property, language)));
  const rest = unmatched.map((part) => say.unmatched(part));
  return [results.length > 0 ? `${say.found}${told}` : "", ...lacking, ...rest]
    .filter((part) => part !== "")
    .join(say.between);
}

/** A result as a sentence; what was asked for is put before it where it does not name it itself. */
function toSentence({ text, input }: ToolResult, language: Language): string {
  const say = phrases[language];
  const told = readable(text.trim(), language);
  const asked =
    typeof input === "object" && input !== null
      ? Object.values(input).filter((value) => typeof value === "string")
      : [];
  const subject = asked.filter((value) => !told.includes(value)).join(" ");
  const sentence = `${subject === "" ? "" : `${subject}${say.colon}`}${told === "" ? say.noResult : told}`;
  return /[.!?\u3002\uff01\uff1f…।؟]["”」»)]?$/u.test(sentence) ? sentence : `${sentence}${say.stop}`;
}

/** JSON results are told as their fields; anything else as it stands. */
function readable(text: string, language: Language): string {
  if (!/^[{["]/.test(text)) return text;
  try {
    return flatten(JSON.parse(text), language);
  } catch {
    // It only looked like JSON.
    return text;
  }
}

function flatten(value: unknown, language: Language): string {
  const { comma, colon } = phrases[language];
  if (Array.isArray(value)) return value.map((entry) => flatten(entry, language)).join(comma);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, entry]) => `${key}${colon}${flatten(entry, language)}`)
    .join(comma);
}

/** A field by its name and the first words of its description. */
function describe({ name, schema }: Plan["missing"][number]["property"], language: Language): string {
  const { description } = schema;
  const about = typeof description === "string" && /^[^,.;:\u3002\uff0c\uff1b\uff1a]+/.exec(description)?.[0].trim();
  return phrases[language].field(`\`${name}\``, about || "");
}
