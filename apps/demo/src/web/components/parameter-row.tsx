import type { RequestIssue } from "@qwire/protocol";
import { issueInChinese } from "@qwire/protocol/zh";
import { useId } from "react";
import { rangeOf, stepOf } from "../parameters/parameter-fields.ts";
import type { ParameterName } from "../parameters/parameter-fields.ts";
import { useLanguage, useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

type ParameterRowProps = {
  name: ParameterName;
  model: string;
  text: string;
  issue: RequestIssue | null;
  onChange(text: string): void;
};

/** One parameter: its range, a slider where it has two near ends, and what the rules say of the value. */
export function ParameterRow({ name, model, text, issue, onChange }: ParameterRowProps) {
  const words = useWords();
  const language = useLanguage();
  const id = useId();
  const { min, max } = rangeOf(name, model);
  const sentence = issue === null ? null : language === "zh" ? issueInChinese(issue).sentence : issue.sentence;
  const hasSlider = min !== null && max !== null && max - min <= 10;
  return (
    <div className="parameter" data-set={text !== ""}>
      <label htmlFor={id}>{name}</label>
      <span className="range" id={`${id}-range`}>
        {min !== null && (max === null ? words.atLeast(shown(min)) : words.from(shown(min), shown(max)))}
      </span>
      {hasSlider && (
        <input
          type="range"
          aria-label={name}
          min={min}
          max={max}
          step={stepOf[name]}
          value={text === "" ? (min + max) / 2 : text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <input
        id={id}
        className="number"
        inputMode="decimal"
        placeholder={words.byModel}
        value={text}
        aria-invalid={issue?.severity === "error"}
        aria-describedby={`${id}-range ${id}-issue`}
        onChange={(event) => onChange(event.target.value)}
      />
      {text !== "" && (
        <button type="button" className="quiet" aria-label={words.reset(name)} onClick={() => onChange("")}>
          <Icon name="close" />
        </button>
      )}
      <p className="issue" id={`${id}-issue`} data-severity={issue?.severity}>
        {sentence}
      </p>
    </div>
  );
}

/** Ends that no double holds are powers of two, less one. */
function shown(end: number): string {
  return Number.isSafeInteger(end) || end < 2 ** 53 ? String(end) : `2^${Math.round(Math.log2(end))} - 1`;
}
