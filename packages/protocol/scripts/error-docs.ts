import { errorCodes } from "../src/error-codes.ts";
import type { ErrorCode } from "../src/error-codes.ts";
import type { ErrorMatch, ErrorRow } from "../src/error-row.ts";
import { serviceSentences } from "../src/errors/service-sentences.ts";
import type { ServiceSentence } from "../src/errors/service-sentences.ts";
import { errorInChinese } from "../src/zh.ts";

const rows = Object.entries(errorCodes) as Array<[ErrorCode, ErrorRow]>; // a closed object
const sentences: { readonly [code: string]: ServiceSentence | undefined } = serviceSentences;

/** The text of docs/errors.md, made from the error table. */
export function errorDocs(): string {
  const told = rows.filter(([code]) => sentences[code] !== undefined);
  const own = rows.filter(([code]) => sentences[code] === undefined);
  return [
    "# Errors",
    "",
    "<!-- Made from packages/protocol/src/error-codes.ts and errors/service-sentences.ts. Edit the tables there, then run",
    "     `pnpm --filter @qwire/protocol docs`. -->",
    "",
    "Every failure has one row here. `ChatError.code` is its name; the emulator answers with the same rows. A row is found",
    "by the service's code or sentence, top to bottom, and only then by the status alone.",
    "",
    "| code | status | retry | what happened | 中文 |",
    "|---|--:|---|---|---|",
    ...rows.map(summaryLine),
    "",
    "## What the service says",
    "",
    ...told.flatMap(section),
    "## What the client finds out",
    "",
    ...own.flatMap(section),
  ].join("\n");
}

function summaryLine([code, { status, retryable, summary }]: [ErrorCode, ErrorRow]): string {
  const cells = [
    `[\`${code}\`](#${code})`,
    status ?? "–",
    retryable ? "yes" : "no",
    summary,
    errorInChinese(code).summary,
  ];
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}

function section([code, row]: [ErrorCode, ErrorRow]): string[] {
  const zh = errorInChinese(code);
  const sentence = sentences[code];
  const facts = [
    row.minWaitMs === undefined ? [] : [`- Wait at least ${row.minWaitMs} ms before a retry.`],
    row.change === undefined ? [] : [`- Tried once instead: ${changeInWords(row.change)}.`],
    row.match.length === 0 ? [] : [`- Recognised by ${row.match.map(matchInWords).join("; ")}.`],
    sentence === undefined ? [] : [`- A server says: \`${sentence.message.trim()}\``],
  ].flat();
  return [
    `### ${code}`,
    "",
    `${row.summary} ${row.remedy}`,
    "",
    `${zh.summary}${zh.remedy}`,
    "",
    ...(facts.length > 0 ? [...facts, ""] : []),
  ];
}

function changeInWords(change: NonNullable<ErrorRow["change"]>): string {
  return Object.entries(change)
    .map(([field, value]) => (value === undefined ? `\`${field}\` left out` : `\`${field}: ${JSON.stringify(value)}\``))
    .join(", ");
}

function matchInWords({ status, codes, message }: ErrorMatch): string {
  const parts = [
    status === undefined ? [] : [`status ${status}`],
    codes === undefined ? [] : [`code ${codes.map((code) => `\`${code}\``).join(", ")}`],
    message === undefined ? [] : [`message \`${message.source}\``],
  ];
  return parts.flat().join(" with ");
}
