import { foldHan } from "./han-variants.ts";

/**
 * Whether a word, folded, is about points in time: in English as JSON Schema's formats name them, in Chinese by a character
 * that the platform's own names of a date's fields share (时 of 小时 and 时区) or that is such a name (日, 月, 年).
 */
export function isAboutTime(word: string): boolean {
  return word === "date" || word === "time" || Array.from(word).some((character) => timeCharacters.has(character));
}

const fields = ["year", "month", "weekOfYear", "day", "hour", "minute", "second", "timeZoneName"] as const;
const names = fields.map((field) => foldHan(new Intl.DisplayNames("zh", { type: "dateTimeField" }).of(field) ?? ""));

const timeCharacters: ReadonlySet<string> = new Set(
  names.flatMap((name) =>
    Array.from(name).filter(
      (character) => name.length === 1 || names.filter((other) => other.includes(character)).length > 1,
    ),
  ),
);
