import { errorCodes } from "@qwire/protocol";
import { errorInChinese } from "@qwire/protocol/zh";
import type { PlaceFault } from "../connection/place.ts";
import { changeSettings, useSettings } from "../store/settings-store.ts";
import { useLanguage, useWords } from "../words/use-words.ts";

/** Where a fault shows best: after a few events, or for so many milliseconds. */
const details: { readonly [word: string]: string } = {
  latency: "latency=2500",
  stall: "stall>3",
  close: "close>3",
  reset: "reset>3",
  garbage: "garbage>3",
  "event-error": "event-error>3",
  split: "split=1",
};

/** Chooses what goes wrong with the next question. Only the emulator can do that. */
export function FaultPicker({ faults }: { faults: readonly PlaceFault[] }) {
  const words = useWords();
  const language = useLanguage();
  const fault = useSettings((settings) => settings.fault);
  const choose = (text: string): void =>
    changeSettings({ fault: text === "" ? null : { words: text, onlyFirstTry: fault?.onlyFirstTry ?? false } });
  const nameOf = (one: PlaceFault): string => {
    if (one.kind === "way") return `${one.word}: ${words.faults[one.word] ?? one.says}`;
    return `${one.word}: ${language === "zh" ? errorInChinese(one.word).summary : errorCodes[one.word].summary}`;
  };
  return (
    <div className="fault-picker" data-armed={fault !== null} title={words.faultHint}>
      <label>
        <span>{words.fault}</span>
        <select
          aria-label={words.faultLabel}
          value={fault?.words ?? ""}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{words.noFault}</option>
          {(["way", "service"] as const).map((kind) => (
            <optgroup key={kind} label={kind === "way" ? words.faultWay : words.faultService}>
              {faults
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <option key={one.word} value={details[one.word] ?? one.word}>
                    {nameOf(one)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {fault !== null && (
        <label>
          <input
            type="checkbox"
            checked={fault.onlyFirstTry}
            onChange={(event) => changeSettings({ fault: { ...fault, onlyFirstTry: event.target.checked } })}
          />
          {words.onlyFirstTry}
        </label>
      )}
    </div>
  );
}
