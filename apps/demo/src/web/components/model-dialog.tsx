import { modelCatalogue } from "@qwire/protocol";
import type { ModelProfile } from "@qwire/protocol";
import { useState } from "react";
import { changeSettings } from "../store/settings-store.ts";
import type { Words } from "../words/en.ts";
import { useLanguage, useWords } from "../words/use-words.ts";
import { Modal } from "./modal.tsx";

/** Every model of the catalogue, with what is known of it. */
export function ModelDialog({ model, onClose }: { model: string; onClose(): void }) {
  const words = useWords();
  const language = useLanguage();
  const [search, setSearch] = useState("");
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const models = Object.entries<ModelProfile>(modelCatalogue)
    .map(([id, profile]) => ({ id, flags: flagsOf(profile, words), contextTokens: profile.contextTokens }))
    .filter(({ id, flags }) => {
      const text = `${id} ${flags.join(" ")}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  const count = new Intl.NumberFormat(language, { notation: "compact" });
  const choose = (id: string): void => {
    changeSettings({ model: id });
    onClose();
  };
  return (
    <Modal title={words.chooseModel} className="models" onClose={onClose}>
      <input
        type="search"
        aria-label={words.searchModels}
        placeholder={words.searchModels}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="model-list">
        {models.map(({ id, flags, contextTokens }) => (
          <li key={id}>
            <button type="button" aria-current={id === model ? "true" : undefined} onClick={() => choose(id)}>
              <span className="model-name">{id}</span>
              {contextTokens !== null && (
                <span className="model-context">{words.contextTokens(count.format(contextTokens))}</span>
              )}
              <span className="model-flags">
                {flags.map((flag) => (
                  <span key={flag} className="flag">
                    {flag}
                  </span>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {models.length === 0 && <p className="hint">{words.noModels}</p>}
    </Modal>
  );
}

function flagsOf(profile: ModelProfile, { flags }: Words): string[] {
  const { tools, thinking, vision, hearing, json, search, streamOnly } = profile;
  return [
    ...(tools ? [flags.tools] : []),
    ...(thinking === "optional" ? [flags.thinking] : []),
    ...(thinking === "always" ? [flags.alwaysThinks] : []),
    ...(vision ? [flags.vision] : []),
    ...(hearing ? [flags.hearing] : []),
    ...(json !== null && json.length > 0 ? [flags.json] : []),
    ...(search ? [flags.search] : []),
    ...(streamOnly === "always" ? [flags.streamOnly] : []),
  ];
}
