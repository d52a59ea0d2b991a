import { parameterNames } from "../parameters/parameter-fields.ts";
import { issuesOf } from "../parameters/to-parameters.ts";
import { changeSettings, useSettings } from "../store/settings-store.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";
import { ParameterRow } from "./parameter-row.tsx";

/** What goes along with every question. What is left empty is the model's own. */
export function ParametersPanel({ model, onClose }: { model: string; onClose(): void }) {
  const words = useWords();
  const settings = useSettings();
  const { parameters, instructions, severalAtOnce } = settings;
  const issues = issuesOf(settings, model);
  return (
    <aside className="panel" aria-label={words.parameters}>
      <header className="panel-head">
        <h2>{words.parameters}</h2>
        <button type="button" className="quiet" onClick={() => changeSettings({ parameters: {}, instructions: "" })}>
          {words.resetAll}
        </button>
        <button type="button" className="quiet" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <label className="field">
        {words.instructions}
        <textarea
          rows={3}
          value={instructions}
          placeholder={words.instructionsHint}
          onChange={(event) => changeSettings({ instructions: event.target.value })}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={severalAtOnce}
          onChange={(event) => changeSettings({ severalAtOnce: event.target.checked })}
        />
        {words.severalAtOnce}
      </label>
      {parameterNames.map((name) => (
        <ParameterRow
          key={name}
          name={name}
          model={model}
          text={parameters[name] ?? ""}
          issue={issues.get(name) ?? null}
          onChange={(text) => changeSettings({ parameters: { ...parameters, [name]: text } })}
        />
      ))}
    </aside>
  );
}
