import type { ErrorCode } from "./error-codes.ts";
import type { RequestIssue } from "./rules/check-request.ts";
import { errorTexts } from "./zh/error-texts.ts";
import { fixTexts } from "./zh/fix-texts.ts";
import { ruleSentences } from "./zh/rule-sentences.ts";

/** An issue of `checkRequest` in Chinese: the sentence, and what `applyFixes` does about it where it does something. */
export function issueInChinese({ code, details }: Pick<RequestIssue, "code" | "details">): {
  sentence: string;
  fix?: string;
} {
  const sentence = ruleSentences[code](details);
  const texts: { readonly [code: string]: string | undefined } = fixTexts;
  const fix = texts[code];
  return fix === undefined ? { sentence } : { sentence, fix };
}

/** What went wrong and what to do about it, in Chinese: the `summary` and `remedy` of a row of `errorCodes`. */
export function errorInChinese(code: ErrorCode): { summary: string; remedy: string } {
  return errorTexts[code];
}
